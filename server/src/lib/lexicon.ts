/**
 * Words that people planning software use for the same thing; one group a line. Forms of a word count
 * as the word; two words are given as they follow each other.
 */
export const lexicon = `
login, log in, sign in, signin, logon, authentication, authenticate, auth, sso, single sign, oauth, saml, identity, credential, password, passkey
signup, sign up, register, registration, onboarding, onboard, join, enrol, enroll, newcomer, welcome
logout, log out, sign out, session, expire, timeout
permission, role, access, authorization, authorize, rights, privilege, allowed, rbac, acl, entitlement, who may
payment, pay, charge, checkout, card, stripe, paypal, purchase, buy, buying, money, debit, wallet
invoice, invoicing, bill, billing, receipt, accounting, bookkeeping, ledger, statement
refund, chargeback, reimbursement, give back, return money, money back
price, pricing, cost, fee, tariff, cheap, expensive, discount, coupon, voucher, promo
subscription, subscribe, renewal, renew, recurring, monthly, membership, tier
cancel, cancellation, terminate, quit, churn, unsubscribe, leave
tax, vat, gst, duty, levy
order, cart, basket, shop, store, storefront, ecommerce, retail
inventory, stock, warehouse, goods, sku, supplies
shipping, ship, delivery, deliver, parcel, courier, dispatch, logistics, freight, package
customer, client, buyer, consumer, shopper, account holder
employee, staff, worker, colleague, personnel, workforce, hr, team member
doctor, physician, clinician, nurse, clinic, hospital, medical, health, care
patient, sick, illness, treatment, therapy, symptom
appointment, booking, book, reservation, reserve, slot, schedule, scheduling, calendar
student, pupil, learner, school, class, course, lesson, teaching, teacher, classroom, education, tutor
exam, test paper, quiz, grading, grade, mark, score
email, e mail, mail, newsletter, inbox, smtp, mailing
notification, notify, alert, push, reminder, remind, ping, announce
sms, text message, texting, phone message
phone, telephone, mobile, smartphone, handset, cell, call
ios, iphone, ipad, android, app store, native app
chat, messaging, messenger, conversation, talk, dm, instant
comment, reply, discussion, thread, feedback, remark
review, rating, star, testimonial, opinion
search, find, lookup, look up, query, discover, locate, seek
filter, facet, narrow, refine, sort
recommendation, recommend, suggest, suggestion, personalize, personalise, similar item
export, download, csv, spreadsheet, excel, xlsx, dump, extract
import, upload, ingest, load file, bring in
pdf, print, printout, printing, paper
report, reporting, analytics, statistic, insight, metrics, kpi, dashboard, chart, graph, visualise, visualize, figures
image, picture, photo, photograph, thumbnail, gallery, avatar
video, film, clip, recording, stream, streaming, movie
audio, sound, music, song, podcast, voice, speech, spoken
map, gps, geolocation, location, position, coordinates, whereabouts, navigation, route, routing
vehicle, car, truck, fleet, van, driver, driving, automobile
travel, trip, flight, hotel, journey, tourist, vacation, holiday
restaurant, food, meal, menu, dish, kitchen, recipe, cook, cooking, ingredient, eat
property, house, apartment, flat, rent, rental, tenant, landlord, estate, lease, housing
job, vacancy, recruit, recruiting, hiring, candidate, applicant, career
salary, payroll, wage, compensation, paycheck
expense, spending, budget, outlay, expenditure
bank, banking, transfer, iban, deposit, withdrawal
insurance, claim, policyholder, premium, coverage
contract, agreement, legal, lawyer, clause, terms, sign document, signature, esign
document, file, paperwork, attachment, folder
library, borrow, lend, loan, book lending
event, conference, meetup, ticket sale, venue, attendee, concert
sport, fitness, gym, workout, training, exercise, athlete
weather, forecast, temperature, rain, climate
energy, electricity, power, meter, solar, consumption
sensor, iot, device, thermostat, telemetry, smart home
garden, plant, farm, farming, crop, irrigation, harvest, agriculture, field
animal, pet, dog, cat, vet, veterinary
database, db, postgres, postgresql, mysql, sqlite, sql, table, schema, storage, persistence
migration, migrate, move, moving, switch over, cutover, port, porting, transition
backup, restore, recovery, recover, disaster, snapshot
cache, caching, redis, memoize, memcached
queue, job queue, worker process, background, asynchronous, async, kafka, rabbitmq, broker
deploy, deployment, release, rollout, roll out, ship it, launch, go live, publish
ci, pipeline, continuous, build server, github actions, jenkins
docker, container, kubernetes, k8s, pod, orchestration, helm
cloud, aws, azure, gcp, hosting, host, server, infrastructure, datacenter
serverless, lambda, edge function
monitor, monitoring, observability, logging, trace, tracing, uptime, alerting, grafana, prometheus
crash, bug, defect, error, failure, fault, broken, outage, incident, exception, breakage, down
slow, performance, speed, fast, latency, lag, sluggish, optimise, optimize, quick, throughput, delay
scale, scaling, load, traffic, peak, capacity, concurrent, busy
memory leak, leak, ram, heap
security, secure, vulnerability, attack, hacker, exploit, breach, penetration, threat, hardening
encrypt, encryption, cipher, tls, ssl, secret, key rotation
privacy, gdpr, personal data, consent, anonymise, anonymize, erasure, data protection
spam, fraud, abuse, bot, scam, fake, captcha, suspicious
rate limit, throttle, throttling, quota, too many request
audit, compliance, trail, accountability, evidence, history, who did
retry, retries, try again, resend, attempt, repeated
duplicate, duplication, twice, dedupe, idempotent, idempotency, double
offline, no network, without internet, disconnected, connectivity, sync, synchronise, synchronize, synchronisation
realtime, real time, live, websocket, instant update
api, endpoint, rest, graphql, interface, webhook, integration, integrate, connect, third party
sdk, client library, developer kit
documentation, docs, manual, guide, handbook, tutorial, help page
test, testing, qa, unit test, regression, verification, verify, check
refactor, rewrite, clean up, technical debt, legacy, restructure, modernise, modernize
design, layout, look, appearance, style, theme, visual, ui, ux, user interface
dark mode, dark, night mode, colour scheme, color scheme
color, colour, palette, contrast
accessibility, accessible, screen reader, blind, disabled, wcag, a11y, keyboard only
language, translation, translate, locale, localisation, localization, multilingual, i18n, foreign
timezone, time zone, utc, daylight
currency, euro, dollar, exchange rate, forex
frontend, browser, web page, website, site, web app, homepage, landing
react, svelte, vue, angular, component
button, form, input, field label, checkbox, widget
admin, administrator, back office, moderator, backoffice, operator
moderation, moderate, offensive, inappropriate, flagging
workflow, approval, approve, sign off, process, step
task, todo, to do, ticket, issue, work item, backlog
deadline, due, milestone, date, timeline
estimate, estimation, effort, hours, duration, how long
priority, urgent, important, critical
team, collaborate, collaboration, shared, together, cowork
share, sharing, invite, invitation, link sharing
version, revision, changelog, snapshot history, undo
donation, donate, charity, fundraising, nonprofit, volunteer
vote, poll, survey, questionnaire, election, ballot
game, gaming, player, leaderboard, level, multiplayer
social, feed, follow, post, friend, timeline feed
advertisement, ad, advertising, campaign, marketing, banner
seo, search engine, google ranking, sitemap
ai, machine learning, model training, llm, gpt, neural, predict, prediction
image recognition, ocr, scan, scanner, scanning, barcode, qr
machine, factory, manufacturing, production line, assembly, plant floor, maintenance
supplier, vendor, procurement, purchasing, wholesale
government, city, municipal, citizen, council, public office, authority
police, emergency, ambulance, rescue, fire brigade
news, article, journalism, editorial, magazine, publish article, blog
dating, match, matchmaking, partner search
child, kid, parent, family, nursery, daycare
elderly, senior, old people, retirement
lesson, learned, mistake, retrospective, postmortem, hindsight
decision, decide, decided, chose, choose, chosen, agreed, settled, picked, opted
reject, rejected, ruled out, against, abandoned, dropped
risk, danger, concern, worry, hazard
stakeholder, sponsor, owner, management, executive, boss
support, helpdesk, service desk, customer care, assistance
crm, sales, lead, pipeline deal, prospect, deal
parking, park, garage, lot
bike, bicycle, scooter, cycling
train, railway, bus, transit, public transport
waste, garbage, trash, recycling, bin
museum, exhibition, art, gallery visit
church, parish, congregation
wedding, party, celebration, guest
laundry, cleaning, cleaner, housekeeping
repair, fix, mend, mechanic, workshop, handyman
construction, building site, builder, contractor, site manager
legal case, court, trial, law firm, attorney
pharmacy, drug, medicine, prescription, medication
lab, laboratory, sample, specimen, experiment
vessel, harbour, harbor, marine, boat, ferry, tug, sailor, seafaring
air quality, pollution, emission, carbon, co2, sustainability, environment
overtime, extra hours, working late, timesheet
wheelchair, disability, disabled, impaired
boss, foreman, supervisor, superior, head
sign, signature, confirm, confirmation, acknowledge, countersign
up front, advance, prepayment, prepaid, at once, down payment
retention, retain, keep, archive, long term, cold storage, preserve
minor, underage, eighteen, young, teenager, kid
alcohol, beer, wine, cider, liquor, spirits
identity card, passport, id card, driving licence, proof
swap, exchange, trade, shift, rota, roster, substitute
evening, night, midnight, dusk, dawn, after dark
siren, alarm, warning, warn
heat, hot, temperature, degree, warm
relative, family, kin, parent, mother, father
funeral, obituary, death, deceased, burial
tournament, league, competition, championship, contest
dispatcher, switchboard, controller
allergen, allergy, intolerance, gluten
insect, moth, butterfly, beetle, bee
transcript, transcribe, transcription, dictation, write down
picture, drawing, illustration
wholesale, wholesaler, trader, reseller, distributor, merchant
bulletin, circular, gazette
label, tag, sticker
lag, latency, millisecond, jitter
waitlist, waiting list, waiting line, next in line
password, secret, pin
hurt, injury, injured, accident
damage, damaged, scratch, dent, wear
spare part, spare, replacement
roof, ceiling, attic
cabin, lodge, cottage, hut, chalet
newspaper, press, journal
seat, chair, bench, row
hire, rent, lease, borrow
tablet, ipad, touchscreen
erase, erased, delete, deletion, purge, wipe, forget
often, frequency, interval, every, cadence
predict, prediction, forecast, projection
scale, weigh, weighing, balance
`;
