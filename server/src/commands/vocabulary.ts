/** Words that mean the same, in the notation of `phrase.ts`; `@name` in a phrase stands for one. */
export const wordClasses: Readonly<Record<string, string>> = {
  show: `show | list [~out] | display | ~see | ~view | read [~out] | ~(lay | write) out | ~give | ~get | ~take me to | ~check | ~enumerate | ~present | ~print
    | ~tell | ~(pull | bring | call) up | ~(look | peek) at | ~(have | take | get | do) a look at | ~a look at
    | go to | open [~up] | ~go through | ~run through | ~review | ~browse | ~find | ~hear`,
  make: `create | make | add | set up | ~setup | ~generate | ~initialize | ~initialise | ~init
    | ~establish | ~spin up | ~kick off | ~register | ~creating`,
  begin: `start [~up] | begin | open [~up] | ~launch | ~get | need | want | ~like | ~have | ~kick off | ~do`,
  a: `a | another | ~an | ~one | ~some`,
  our: `the | my | this | all | all my | all the | ~our | ~that | ~all our | ~all of my | ~all of the | ~every`,
  called: `called | named | ~titled | ~entitled | ~labeled | ~labelled | ~dubbed | ~with [the] (name | title) [of]
    | ~by the name of | and call it | ~and (name | title) it | ~and (lets | let us) call it | ~whose name is
    | ~which is called | ~that is called | ~name | ~name is | ~the name is | ~its name is | ~it is called | call it | ~name it`,
  having: `do (i | we) [~already | ~currently] have [~got] | ~did (i | we) have | (i | we) have [~got] | have (i | we) [~got] | are there | there are | ~exist
    | ~(i | we) [have] (created | made | started | saved) | ~have (i | we) (created | made | started | saved)
    | ~(am i | are we | i am | we are) working on | ~are (active | open | available | saved) | ~have been saved | ~were saved | ~of mine`,
  ofPlan: `(of | ~for | ~from | ~in) [this | the | ~that | ~my | ~our] [~current | ~open] (@plan | ~document | ~it) | ~of it | ~of this | ~for this`,
  goto: `switch [~over] to | go [back | ~over] to | ~go [back] into | ~start (work on | working on | with) | ~use | ~get into | ~dive into | work on | continue with | ~continue [working on | on] | ~resume [work on | working on] | ~change to | ~swap to
    | load [~up] | ~return to | ~move to | ~jump [back] to | ~take me [back] to | ~bring up | ~pull up | ~back to | ~select | ~choose | ~pick [up] | ~activate | ~reopen | ~get back to | ~bring me to | ~enter`,
  ask: `(can | could | would | will) you [~please]`,
  tell: `tell me | show me | ~remind me | ~let me know | ~list | ~say | ~explain | ~do you know`,
  projects: `projects | ~[list of] every project | project list | list of projects | ~project overview | ~overview of projects`,
  plan: `plan | dev plan | ~devplan | ~developer plan | ~(project | implementation | work) plan | development plan`,
  conversation: `conversation | chat | ~discussion | ~dialogue | ~dialog | ~session | ~thread`,
  slower: `slower | more slowly | ~slowly | ~less (fast | quickly) | ~a slower pace | ~more slow`,
  faster: `faster | more quickly | ~quicker | ~less slowly | ~a faster pace | ~more fast`,
  slowDown: `slow down | ~slow it down | ~slow`,
  speedUp: `speed up | ~speed it up | ~hurry up | ~pick up the pace`,
  quick: `fast | quickly | quick`,
  slow: `slow | slowly`,
  tooFast: `too (fast | quick | quickly)`,
  tooSlow: `too (slow | slowly)`,
  speed: `[the | your] [speaking | reading | speech | talking] (speed | pace | rate | tempo)`,
  louder: `louder | ~more loudly | ~loudly | ~less quietly | ~less quiet`,
  quieter: `quieter | more quietly | ~softer | ~more softly | ~quietly | ~softly | ~less loud | ~less loudly | ~lower`,
  speakUp: `speak up | ~(pump | crank) it up`,
  speakDown: `(lower | keep down) your voice | keep your voice down | tone it down`,
  up: `up`,
  down: `down`,
  raise: `raise | increase | ~boost | ~turn up`,
  lower: `lower | decrease | ~reduce | ~turn down`,
  volume: `volume`,
  loud: `loud | loudly`,
  quiet: `quiet | quietly | soft | softly | low`,
  tooLoud: `too (loud | loudly)`,
  tooQuiet: `too (quiet | quietly | soft | softly | low)`,
  inaudible: `i can (hardly | barely) hear (you | it | that | anything) | i can not hear (you | it | anything) [well | very well]`,
  microphone: `microphone | mic | ~mike | ~microphones | ~mics`,
  versions: `version history | ~versions history | versions | ~revision history | ~history of versions | ~(change | edit | editing | update | save) history
    | plan history | ~history | ~versioning history | ~revisions | ~list of versions | ~version list | ~change log | ~changelog
    | (previous | earlier | older | ~past | ~old | ~prior | ~different | ~saved) (versions | ~revisions)
    | ~saved versions | ~history log`,
  plans: `plans | dev plans | ~devplans | development plans | ~(project | implementation) plans | list of plans | plan list | ~list of [@plan] plans | ~every plan | ~plan overview`,
  itself: `it | this | @plan | ~that | ~this one | ~this document | ~everything`,
  number: `one | two | three | four | five | six | seven | eight | nine | ten | ~(eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen)
    | twenty | thirty | forty | fifty | ~(twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety) [one | two | three | four | five | six | seven | eight | nine] | ~[a | one | two | three | four | five] hundred | #`,
  ordinal: `first | second | third | fourth | fifth | ~sixth | ~seventh | ~eighth | ~ninth | ~tenth | ~1st | ~2nd | ~3rd | ~4th | ~5th | ~6th | ~7th | ~8th | ~9th | ~10th`,
  duration: `(@number | ~an | ~half [of] [a | an] | ~a half | ~a couple [of] | ~a few | a) [~full | ~working | ~work] (hours | hour | days | day | weeks | week | ~months | ~month | ~hrs) [and a half]
    | ~@number and a half (hours | days | weeks | months)`,
  priority: `low | medium | high | critical | ~urgent | ~normal | ~top | ~highest | ~lowest | ~very high | ~very low | ~maximum | ~minor`,
  status: `draft | approved | in progress | ~in work | ~started | ~under way | ~underway | ~in development | completed | complete | done | finished`,
  approve: `approve | ~sign off [on]`,
  approved: `approved | ~signed off`,
  progress: `in progress | under way | ~underway | ~started | ~in development`,
  completed: `completed | complete | done | finished`,
  complete: `complete | ~finish`,
  urgent: `urgent | critical`,
  changed: `what [is | has | ~have | ~was] [been] (changed | different | new) | ~[@tell] what changed | [show [me] | @tell | ~what are | ~list] [the] (differences | difference | changes | ~diff)`,
  changes: `[the | this | that | these | those | your | my | ~all [the] | ~both] [~last | ~new | ~proposed | ~suggested] (change | changes | ~edit | ~edits | ~revision) [~to [the | this | my] @plan] | ~what (you | was) [just] changed`,
  earlier: `previous | last | ~prior | ~earlier | ~one before`,
  latest: `latest | ~newest | current | ~most recent`,
  format: `markdown | ~mark down | ~md | json | ~jason | pdf | ~p d f | ~jira | ~trello | ~github [issues] | ~word | ~docx | ~html | ~text | ~csv | ~plain text`,
  addTask: `(add | ~create | ~include | ~make | ~insert | ~put in | ~note [down]) [@a] [new] (task | to do | ~todo | ~action item)`,
  section: `overview | introduction | goals | scope | requirements | approach | ~implementation | ~phases | testing | ~tests | risks | rollout | ~roll out | ~deployment | milestones | ~deadlines | notes | open questions | ~questions | tasks | ~steps | ~dependencies | ~timeline | ~schedule | ~summary`,
};

/**
 * What recognisers write for a word of ours, beyond what sounds or spelling find by themselves.
 * Keyed by our word.
 */
export const misheard: Readonly<Record<string, readonly string[]>> = {
  save: ["safe", "saves", "safed", "shave", "salve"],
  show: ["shoe", "shows", "shown", "sho", "shore"],
  list: ["lists", "least", "listed"],
  version: [
    "virgin",
    "verging",
    "aversion",
    "versioned",
    "virgin's",
    "versions",
    "verson",
    "vision",
  ],
  versions: ["virgins", "version's", "versus", "visions"],
  history: ["histories", "mystery", "histry", "history's"],
  dev: ["divide", "device", "devil", "def", "deaf", "death", "dove", "div", "depth", "deb", "debt"],
  development: ["developments", "developement", "developed"],
  devplan: ["defplan", "devplans", "deathplan", "davplan", "devland"],
  plan: ["plane", "plant", "planned", "plans", "clan", "planes", "pan", "plain", "plann"],
  project: ["projects", "protect", "projet", "projectile", "projected"],
  projects: ["project's", "protects", "projets", "prospects", "projects'"],
  create: ["crate", "great", "creates", "created", "creator", "creed", "crete"],
  make: ["makes", "mick"],
  new: ["knew", "nu", "gnu", "newt"],
  called: ["cold", "calls", "caulled", "calling", "cald", "culled", "college"],
  named: ["names", "naimed"],
  open: ["opens", "oppen", "opin", "oben"],
  help: ["helps", "held"],
  switch: ["switched", "swish"],
  plans: ["planes", "plants", "plan's", "clans"],
  read: ["red", "reed", "reid", "reads", "rid"],
  next: ["necks", "text", "nest"],
  section: ["sections", "selection", "sexton", "suction"],
  two: ["to", "too", "tu"],
  four: ["for", "fore"],
  one: ["won"],
  eight: ["ate"],
  ten: ["tan"],
  rename: ["renames", "re-name", "rename"],
  title: ["titles", "tidal", "tidle"],
  priority: ["priorities", "prior"],
  high: ["hi", "hie"],
  low: ["lo", "lou"],
  medium: ["media", "median"],
  draft: ["draught", "draft's", "drafts"],
  approved: ["approve", "improved"],
  approve: ["approves", "improve"],
  estimate: ["estimates", "estimated", "astimate"],
  hours: ["ours", "hour's", "ars"],
  weeks: ["week's", "wigs"],
  days: ["daze", "day's"],
};

/** Words that carry nothing here and may stand, or be missing, anywhere outside a name. */
export const smallWords: ReadonlySet<string> = new Set(
  `a an the my our your this that these those me us all of some any just please kindly up ever current available existing various different active
   um umm uh uhm er erm ah eh hmm mm like so now then here there currently existing own its brand empty blank fresh
   actually basically really quickly simply whole entire complete full maybe perhaps possibly`.split(
    /\s+/,
  ),
);
