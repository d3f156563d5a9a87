/**
 * What any of the projects plans beside that, by hand, one a line: title | section | text. {it} is the
 * project, so that the same plan is another one in each.
 */
export const fillers = `
Search on the site | Overview | People type a few letters and see what {it} has, misspelled or not. Results come while they type.
Search on the site | Tasks | Build the index every night. Show ten hits. Log what finds nothing.
Dark mode | Overview | {it} follows the system's theme, and a switch in the menu overrides it.
Dark mode | Tasks | Move raw colours into tokens. Check the contrast of every page. Take the pictures anew.
Automatic backups | Overview | The database of {it} is dumped every night and kept for thirty days off site.
Automatic backups | Risks | Nobody has ever tried a restore. A drill every quarter is part of the plan.
Audit trail | Overview | Who changed what in {it}, when, and what it was before, readable for the auditor.
Audit trail | Open questions | How long do entries stay? Does the owner see those of administrators?
Onboarding tour | Overview | Five steps that show a newcomer around {it}, skippable, once.
Onboarding tour | Success | Half of all newcomers finish the tour, and support gets fewer first questions.
Usage statistics | Overview | The owner of {it} sees visits, sign-ups and sales by week, without cookies.
Usage statistics | Tasks | Count on the server. Draw two charts. Mail a summary on Mondays.
Public interface for partners | Overview | Partners read the public part of {it} over REST with a key of their own.
Public interface for partners | Limits | Sixty requests a minute, then 429. Keys are rotated once a year.
Newsletter | Overview | Once a month, what is new at {it}, double opt-in, one click to leave.
Newsletter | Tasks | Choose a sender. Write the template. Import the addresses of the old list.
Faster start page | Overview | The start page of {it} takes four seconds on a phone. It should take one.
Faster start page | Tasks | Measure first. Compress pictures. Load fonts late. Cache what everybody sees.
Roles and permissions | Overview | Owner, editor and reader: three roles are enough for {it}.
Roles and permissions | Risks | Editors who are readers elsewhere. Somebody has to be the last owner.
Move to containers | Overview | {it} runs from one image in staging and production, rolled back by tag.
Move to containers | Tasks | Write the image. Move secrets out of files. Try a rollback on a Friday.
Import of old data | Overview | Ten years of spreadsheets become records of {it}, cleaned and without twins.
Import of old data | Risks | Dates in three formats. Names that are spelled in five ways.
Crash reports | Overview | When {it} fails, we hear of it before the person writes to us.
Crash reports | Tasks | Collect stack traces without personal data. Group them. Ring once a day.
Accessible forms | Overview | Every form of {it} works with the keyboard and a screen reader.
Accessible forms | Tasks | Label fields. Announce errors. Keep the focus visible.
Comments | Overview | People of {it} discuss below an entry, with mentions, and can edit for five minutes.
Comments | Open questions | Who moderates at weekends? Are threads one level deep or two?
`;
