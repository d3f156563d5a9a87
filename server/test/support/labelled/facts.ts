/**
 * What sixty projects decided, by hand, one a line: project | what it is | a plan of it | the section |
 * what it says | a question in its words | one that shares no telling word with the plan.
 */
export const facts = `
Orchid Exchange | Growers trade rare orchids | Paying growers | Decisions | Mollie handles charges, because iDEAL matters in Rotterdam. | why does Mollie handle charges for growers | which company takes the money from buyers of flowers
Harbour Pilot | Tugs and pilots for a small port | Night dispatch | Staffing | Two dispatchers overlap from 22:00 until dawn. | how many dispatchers overlap at night | who is at work after dark for the tugboats
Quarry Books | Bookkeeping for stone quarries | Invoice numbering | Rules | Numbers restart every January and carry the quarry code. | when do the invoice numbers restart | how are bills counted from one year to the next
Lantern School | Evening classes for adults | Enrolment | Flow | Students register with a passport photo and get a seat within a day. | what photo do students register with | how does somebody join a course
Tram Whisper | Announcements inside trams | Speech on board | Voice | The announcer is Flite, pre-rendered for every stop. | who is the announcer on board for every stop | what reads station names to passengers aloud
Beehive Ledger | Records of beekeepers | Field notes without coverage | Sync | Entries queue on the handset and merge when the van is home. | where do entries queue when there is no coverage | what happens to notes made offline on a phone
Clinic Door | Reception of a group practice | Reminders | Channel | Patients get a text message two days before, never an e-mail. | how long before do patients get a text message | how are sick people alerted to their appointments
Paper Kite | Greeting cards printed on demand | Print quality | Colour | Proofs use FOGRA39, because the press in Gent demands it. | which profile do the proofs use for the press in Gent | what palette standard for the printing house
Mill Race | Small hydropower stations | Telemetry | Sampling | Turbines report every nine seconds over MQTT. | how often do turbines report over MQTT | interval at which sensors in the power plant send values
Second Shelf | Used book shop | Returns | Policy | Returned volumes are refunded as store credit within a week. | are returned volumes refunded as store credit | do readers get their money back
Glass Frog | Museum of amphibians | Tickets at the gate | Access | Codes are scanned at the turnstile by a Zebra reader. | which reader scans codes at the turnstile | how do visitors get into the exhibition with a barcode
Night Bakery | Bread ordered until midnight | Delivery rounds | Routing | Bicycles serve the old town, vans serve the rest. | which part of town do bicycles serve | how does bread reach people by courier
Echo Valley | Choir rehearsal recordings | Storage of takes | Retention | Takes older than ninety days move to cold Glacier storage. | when do takes move to cold storage | how long do we keep old audio
Plumb Line | Planner of building sites | Safety briefings | Rollout | Foremen sign on a tablet each Monday. | when do foremen sign on a tablet | how do construction bosses confirm the instructions about hazards
Fern Gully | Holiday cabins in a forest | Deposits | Terms | A third is due at once, the remainder at the door. | what part of the deposit is due at once | how much do guests pay up front for the lodge
Iron Post | Parcel lockers | Lost codes | Support | Agents verify the tracking number and the postcode before they reissue. | what do agents verify before they reissue codes | identity check when somebody forgot the pin of a package box
Salt Pan | Salt works on the coast | Harvest forecast | Model | Evaporation is predicted from wind and humidity with gradient boosting. | what predicts evaporation from wind and humidity | machine learning for the weather and the crop
Blue Anvil | Marketplace for blacksmiths | Reviews | Moderation | A first offence hides the review, a second suspends the account. | what does a second offence do to the account | offensive feedback by customers
Copper Fox | Sewing patterns to download | Licences | Download | Each PDF carries the buyer's name on every page. | what does each PDF carry on every page | stopping people from sharing files they bought
Wind Atlas | Maps of wind for sailors | Tiles | Performance | Raster tiles are cached at the edge for six hours. | how long are raster tiles cached at the edge | making maps quick to load
Olive Press | Cooperative of olive farmers | Weighing | Hardware | The scale speaks RS-232 through a Moxa converter. | which converter does the scale speak through | connecting the old weighing machine
Pine Ledger | Time sheets of foresters | Overtime | Rules | Hours above forty count one and a half times, from Sunday midnight. | how do hours above forty count | pay for working too long
Rook and Pawn | Chess club league | Pairing | Algorithm | Swiss pairing with Buchholz as the tie-break. | which tie-break does Swiss pairing use | who plays whom in the tournament
Amber Room | Escape rooms | Booking window | Limits | Slots open eight weeks ahead, at noon. | how many weeks ahead do slots open | how early can players reserve
Field Kitchen | Meals for festivals | Allergens | Labels | Fourteen allergens are printed on each lid. | how many allergens are printed on each lid | warning eaters about dangerous ingredients
Slate Roof | Roofers' quotations | Quotation | Estimates | Drone photographs replace the ladder visit for pitched roofs. | what do drone photographs replace | finding out how large a house top is without climbing
Moth Light | Citizen science on moths | Identification | Accuracy | Two experts must agree before a sighting is published. | how many experts must agree before a sighting is published | making sure the insects are named correctly
Grain Store | Silo monitoring | Alarms | Thresholds | Above eighteen degrees a siren sounds, above twenty-five it calls the fire brigade. | above how many degrees does a siren sound | when is the emergency service told about heat
Velvet Rope | Guest lists of clubs | Privacy | Retention | Names are erased seventy-two hours after closing. | when are names erased after closing | how long is personal data about partygoers kept
Peat Bog | Restoration of wetlands | Volunteers | Insurance | The municipality covers helpers under its own policy. | who covers helpers under its policy | what if somebody gets hurt while lending a hand
Dial Tone | Switchboard for small firms | Voicemail | Transcripts | Whisper writes the message down and mails it. | what writes the message down and mails it | turning spoken calls into text
Kelp Line | Seaweed farms | Boats | Positions | AIS receivers log each vessel at ten second intervals. | what do AIS receivers log | where are our ships right now
Stone Soup | Community kitchen | Donations | Receipts | Donors above fifty euro get a letter for the tax office. | which donors get a letter for the tax office | proof for people who gave to charity
Long Table | Cooking lessons | Waiting list | Promotion | The first in line has two hours to accept. | how long has the first in line to accept | what happens when a place in the class becomes free
Paper Trail | Archive of a law firm | Search in scans | Recognition | Tesseract reads scans overnight in batches. | what reads scans overnight in batches | getting words out of photographed contracts
Heron Watch | Nest cameras | Video | Encoding | Clips are H.265 at one megabit, because the mast has no fibre. | why are clips one megabit on the mast | film size over a thin connection
Sand Clock | Time tracking for lawyers | Rounding | Policy | Six minute units, always rounded up. | what units are rounded up | how are hours charged to clients
Ink Well | Tattoo studio | Consent | Age | Under eighteen is refused, even with a parent present. | is under eighteen refused with a parent present | can kids get one if mother agrees
Mountain Rescue Log | Log of a rescue team | Radio | Fallback | When the repeater is down, teams switch to channel four. | which channel do teams switch to when the repeater is down | communication during an outage in the mountains
Cider House | Cidery with a shop | Age gate | Checkout | Couriers ask for an identity card at the door. | what do couriers ask for at the door | keeping alcohol away from minors
Puppet Yard | Theatre of puppets | Seating | Accessibility | Row C has removable chairs for wheelchairs. | which row has removable chairs | where do disabled visitors sit
Loom and Shuttle | Weaving mill | Orders from wholesalers | Format | Wholesalers send EDIFACT, retailers use the portal. | what format do wholesalers send | how do big traders submit what they want to buy
Bright Ferry | Ferry timetable | Timezones | Storage | Departures are stored as local wall time with the zone name. | how are departures stored | daylight saving and when the boat leaves
Reed Organ | Organ builders' catalogue | Languages | Translation | German is written first, the others follow within a sprint. | which language is written first | foreign texts for the website
Fox Den | Day care centre | Pick-up | Authorisation | Only people on the blue list may collect a child. | who may collect a child | which adults are allowed to take kids home
Tin Whistle | Music lessons online | Latency | Audio | Below forty milliseconds or the duet mode is switched off. | below how many milliseconds is duet mode on | lag when two pupils play together
Crow Nest | Monitoring of servers | Paging | Escalation | After ten minutes of silence the second engineer is called. | when is the second engineer called | nobody reacts to an alert about downtime
Orchard Street | Neighbourhood forum | Sign in | Identity | Magic links only, there are no passwords. | are there no passwords with magic links | how do neighbours log in
Gravel Path | Cycling tours | Tracks | Import | GPX files above five megabytes are simplified on upload. | which GPX files are simplified on upload | bringing routes for bikes into the app
Snow Line | Avalanche bulletin | Publishing | Deadline | The bulletin goes out at 17:00, corrections until 08:00. | when does the bulletin go out | what time is the snow warning released
Night Heron | Sleep laboratory | Data protection | Encryption | Recordings are sealed with a key that only the hospital holds. | who holds the key the recordings are sealed with | securing medical measurements against attackers
Candle Works | Candle factory | Batches | Traceability | Every jar carries a batch code for ten years. | how long does every jar carry a batch code | finding out which production run a faulty product came from
Water Clock | Meter readings of a utility | Estimates | Missing readings | A missing reading is filled from the same week of last year. | how is a missing reading filled | customers who did not tell us their consumption
Stork Call | Midwives on call | Rota | Swaps | Swaps need a second signature from the head midwife. | whose signature do swaps need | exchanging shifts between colleagues
Chalk Line | Tennis courts | Lights | Billing | Floodlights cost four euro an hour, on the card. | what do floodlights cost an hour | price of playing in the evening
Barn Owl | Farm machinery hire | Damage | Evidence | Four pictures before the key is handed over. | how many pictures before the key is handed over | proving who broke the tractor
Silver Birch | Funeral home | Notices | Approval | The family approves the text before the newspaper sees it. | who approves the text before the newspaper | relatives reading an obituary first
Deep Well | Drinking water in villages | Pumps | Spare parts | One impeller is kept for every three pumps. | how many pumps for each impeller kept | stock for repairs of the machines
Rail Yard | Shunting of freight cars | Safety | Interlocking | The old relay logic stays, our software only advises. | does the old relay logic stay | may the program control the switches of the train
Map Room | Library of old charts | Loans | Limits | Charts before 1850 never leave the reading room. | which charts never leave the reading room | borrowing historical documents
`;

/** What nobody planned or said. */
export const unanswerable = `
what did we decide about blockchain tokens
which satellite uplink did we choose
how do we train the guide dogs
what is our policy on cryptocurrency mining
when does the spaceship launch
who designs the perfume bottles
which vaccine is stored in the freezer
how many elephants are in the circus
what did we say about quantum error correction
the recipe for sourdough pancakes
how are the submarines painted
which lawyer handles the patent in Japan
what colour are the astronaut suits
how do we feed the sharks
what is the plan for the opera premiere
did we pick a nuclear reactor vendor
which violin strings were ordered
how many gladiators fight on Friday
what happened to the dinosaur skeleton
where do we park the zeppelin
how do we insure the racehorses
which wizard spell is cast first
what is the dress code of the royal ball
how was the volcano drilled
which hockey mask did we reject
what about kangaroo passports
who tunes the harpsichord in Vienna
how deep is the diamond shaft
which telescope mirror was polished
what do we do about pirate radio jamming
`;
