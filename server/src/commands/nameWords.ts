/** Words that names of software projects are often made of: what the recogniser expects in a new name. */
export const nameWords: readonly string[] = `
account accounts accounting action active activity address admin adventure agenda agent  alarm album alert alpha
analysis analytics animal app apple apps archive area arrow art article asset assets assistant atlas auction audio audit
auto automation award baby back backend backup bakery balance band bank banking banner base basic basket battery  beacon bear
beta bicycle big bike bill billing bird bit black block blog blue board  book booking bookings books bookstore border
box brain branch brand bread bridge bright broker browser bubble bucket budget buddy bug builder building bus business
button buyer cabin cache cafe calculator calendar call camera camp campaign campus capital car card cards care cargo
cart case cash castle cat catalog  center central chain challenge channel charge chart chat check checker checkout checklist
chess child city class classroom clean clear client clients clinic clock cloud club coach code coffee collection
college color command comment commerce community company compass compiler component computer concert conference connect console
contact contacts content contract control converter cook cookbook core corner counter country coupon course court cover
craft creator credit crew crystal currency custom customer customers cycle daily dairy dance dark dash dashboard data database date
 deal debate debt delivery demo department desk design designer desktop detector developer device diary dictionary diet digital
dinner directory discount display doctor document documents dog dollar domain door download draft dragon drawing dream drive driver
drone dungeon eagle early  east echo  editor education electric elephant email employee energy engine
english entry equipment error estate event events exam exchange exercise expense expenses expert explorer export express 
factory falcon family farm fashion fast feed feedback field file files  filter finance finder fire fish fitness
fleet flight flow flower fly folder food football forecast forest form forms forum fox frame framework fresh
friend front frontend fruit fuel fund future galaxy gallery game games garage garden gateway gear generator gift giraffe glass
global goal gold golden grade grand graph graphics green grid grocery ground group growth guard guest guide guitar
gym habit habits hall harbor hardware harvest hawk health heart helper hero hiking history hobby holiday home homework
horizon horse hospital host hotel  house housing hub human  icon idea ideas image images impact import inbox index industry
info information ink insight insurance integration internal internet interview inventory invest investment invoice invoices island issue item
jacket jazz job jobs journal journey juice jungle junior justice keeper  keyboard kids king kitchen kite knowledge
lab laboratory ladder lake land language laundry  lead leader league learning ledger lesson letter level library license
life light lighthouse lightning line link lion list listing live loan local location lock log logger login logistics
loop loyalty lunar lunch machine magazine magic mail mailbox main maker manager map maps marathon margin marine market marketing
marketplace mars master match math maze meal meals measure media medical meeting meetings member members membership memo memory menu
mercury message messages messenger meter metrics  migration mile milk mind mini mining mirror mission mobile mode model
modern module money monitor monitoring monkey month moon morning motion motor mountain mouse movie movies museum music native
nature navigator nest net network news newsletter next night node north note notebook notes notice notification
notifications number nurse nutrition  oasis ocean office offline olive online open operations optimizer orange
orbit orchard order orders organizer outdoor outreach owl package packages page paint painting panda panel panther paper parcel parking
parser partner partners party pass passport password path patient patients  payment payments payroll peak pen people
performance permit personal pet pets pharmacy phone phoenix photo photos piano picture pilot pine pink pipeline pirate pizza
place planet planner planning plant plants platform play player playground plaza pocket podcast point police policy poll pond
pool port portal portfolio post power practice prediction price pricing prime print printer privacy pro process procurement
product products profile program project property proxy public pulse purchase puzzle quality quarterly query quest question
queue quick quiz quote rabbit race radar radio rail rain rainbow ranch range rank rapid rating reader reading real receipt recipe
recipes record recorder recovery recruiting recycling red referral refund registration registry release reminder reminders remote rental
rentals repair reply report reporting reports request rescue research reservation reservations resource restaurant resume retail return review
reviews reward rewards ride ring risk river road roadmap robot rocket room rose route router routine rover royal rule running runner
safari safe safety sail salary sales salon sample sand sandbox satellite scanner schedule scheduler scheduling school science score
scout screen script  search season secret secure security sensor server service services session settings shadow share
shark sheet shelf shift ship shipment shipping shop shopping  side sign signal silver simple simulator site sky sleep
slide smart smoke snack snake snow social soccer software solar solution song sound source south space spark speaker speech speed
spider sport sports spring sprint square stack staff stage star station status steel stock stone stop storage store
storm story stream street student students studio study style subscription suite summary summer summit sun sunflower sunrise sunset supplier supply
support survey swift swim switch sync system table tag talent talk task tasks tax taxi  teacher team teams tech
technology telescope template temple tenant tennis terminal test testing theater theme thunder ticket ticketing tickets tiger
time timer tool toolbox toolkit tools tour tower   track tracker tracking trade trader trading traffic trail train trainer
training transfer transit translate translation translator transport travel tree trip truck trust tube tunnel turtle tutor tutorial
tv union unit update upload user users utility vacation valley valuation vault vehicle vendor vendors venture video
videos view village vision visitor vocabulary voice voting wallet warehouse warranty watch watcher water wave weather web
website wedding wellness west whale wheel  wiki wild wind window wine wing winter wireless wizard wolf wonder wood word
words work worker workflow workout workshop workspace world writer writing yellow yoga zebra zone 
`
  .trim()
  .split(/\s+/);

/** Words that such names often end in: "billing portal", "night owl". */
export const nameEndings: readonly string[] = `
account accounting agent analytics api app apps archive assistant blog board book bot box builder
calculator calendar catalog center chat checker client cloud club collector coach company console
course dashboard database desk diary directory editor engine explorer feed finder forum gallery game
garden gateway generator guide helper hub index inventory journal keeper kit library link list log
manager map market marketplace monitor network newsletter notes optimizer organizer owl page planner
platform player pool portal portfolio profile reader recorder registry reminder report reports
review scanner scheduler search server service shop site station storage store studio suite system
tool tools tracker trainer translator tutor viewer wallet warehouse watch website widget wizard
workshop automation services analysis control monitoring management booking bookings delivery
learning marketing planning shopping support testing training world rocket lab labs
`
  .trim()
  .split(/\s+/);

/** Those of the words that are in many names. */
export const commonNameWords: ReadonlySet<string> = new Set(
  `
account analytics api app asset audio billing blog book booking budget business calendar car chat
city client cloud code coffee contact content customer daily data delivery design document email
employee energy event expense family file finance fitness food game garden gift habit health home
hotel house image inventory invoice job kitchen language learning library light local login mail map
market media meeting member message mobile money movie music news night note online order password
payment person pet phone photo podcast price product project property recipe rental report
restaurant room sales school search security shopping smart social solar sound sport stock store
student support task tax team test ticket time tool travel user video water weather web wedding work
workout
`
    .trim()
    .split(/\s+/),
);

/** Small words inside names: "search and rescue". */
export const nameConnectives: readonly string[] = ["and", "of"];
