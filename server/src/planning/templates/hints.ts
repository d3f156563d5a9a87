/** What experience adds when a plan touches a certain matter: checked against the person's own words. */
export interface Hint {
  words: RegExp;
  design?: readonly string[];
  build?: readonly string[];
  testing?: readonly string[];
  risks?: readonly string[];
  rollout?: readonly string[];
}

const hints: readonly Hint[] = [
  {
    words: /\b(?:csv|excel|spreadsheet|export)/i,
    design: [
      "Fix the file's columns, their order, the encoding (UTF-8) and the format of dates and amounts",
    ],
    build: [
      "Stream the file row by row, so that a large export does not fill the memory",
      "Quote commas, quotes and line breaks; neutralise cells that start with =, +, - or @",
    ],
    testing: [
      "Open an exported file in a spreadsheet: umlauts, quotes and line breaks survive",
      "Export the largest real data set and watch time and memory",
    ],
    risks: ["Very large exports time out. Stream them, or make the file in the background"],
  },
  {
    words: /\bimport(?!ant)|\bupload/i,
    design: [
      "Decide what happens to a file that is half right: refuse all of it, or import the good rows",
    ],
    build: [
      "Check type, size and content of a file before it is processed",
      "Report errors by row and column",
    ],
    testing: ["Upload an empty, a huge, a broken and a duplicate file"],
    risks: ["Bad input reaches real data. Validate first, write in one transaction"],
  },
  {
    words: /\b(?:rate.?limit|brute.?force|throttl)/i,
    design: [
      "Choose what is counted (account, address, or both), the limit and the window",
      "Decide what a blocked person sees, and how support unblocks them",
    ],
    build: [
      "Count attempts in a store that all instances share, with an atomic increment and an expiry",
      "Answer 429 with Retry-After, and with the same words whether or not the account exists",
    ],
    testing: [
      "The attempt before the limit passes, the one after is refused, and the window reopens",
      "Parallel attempts cannot slip past the counter",
    ],
    risks: ["Many people behind one address are locked out together. Count by account as well"],
    rollout: ["Run in report-only mode first and compare the limit with real traffic"],
  },
  {
    words: /\b(?:log.?in|sign.?in|password|sso|oauth|two.?factor|2fa|session)/i,
    testing: ["Sign in with a wrong password, an unknown account and an expired session"],
    risks: ["A fault here locks everybody out. Keep a way in for the operators, and try it"],
  },
  {
    words: /\b(?:e-?mails?|newsletter|notif\w*|sms|push message)/i,
    design: ["Decide who can turn the messages off, and where"],
    build: ["Send from a queue with retries, never inside the request"],
    testing: ["A message that fails is retried, and nobody gets it twice"],
    risks: [
      "Messages land in spam or arrive twice. Set up the sender domain and send idempotently",
    ],
  },
  {
    words: /\b(?:pay(?:ment|ments|ing)?|checkout|stripe|paypal|refund|credit card)/i,
    build: [
      "Give every charge an idempotency key",
      "Reconcile payments with the provider's events once a day",
    ],
    testing: ["A declined card, a double click and a lost response each charge at most once"],
    risks: ["Somebody is charged twice. Idempotency keys and reconciliation before launch"],
  },
  {
    words: /\bsearch|\bautocomplete/i,
    design: ["Collect twenty real queries with the results that people expect"],
    testing: [
      "The twenty collected queries return the expected results",
      "Typing errors, umlauts and empty queries",
    ],
  },
  {
    words: /\b(?:webhooks?|callbacks?)\b/i,
    build: [
      "Verify the signature of each webhook and answer before processing",
      "Make processing idempotent by event id",
    ],
    testing: ["The same webhook twice, out of order, and with a bad signature"],
  },
  {
    words: /\b(?:dashboards?|charts?|reports?|analytics|statistics)\b/i,
    design: ["Define each figure in one sentence, with the query it comes from"],
    testing: ["Each figure agrees with one counted by hand on a small data set"],
    risks: ["Two places show different numbers. Take each figure from one query"],
  },
  {
    words: /\b(?:real.?time|websockets?|live updates?|chat|collaborat\w+)\b/i,
    build: ["Reconnect and catch up on what was missed by sequence number"],
    testing: ["Cut the connection in the middle of an update: nothing is lost or shown twice"],
  },
  {
    words: /\b(?:roles?|permissions?|admins?|access control)\b/i,
    build: ["Check permissions on the server for each request, not only in the page"],
    testing: ["A person without the permission is refused by the page and by the API"],
  },
  {
    words: /\b(?:personal data|gdpr|privacy|customer data|health data)\b/i,
    design: ["Write down which personal data is touched, why, and how long it is kept"],
    risks: ["Personal data leaks into logs. Redact it where it enters"],
  },
  {
    words: /\b(?:dark mode|theme|redesign|layout|css)\b/i,
    build: ["Move every colour into tokens before changing any"],
    testing: [
      "Contrast of text and controls in every theme",
      "Screenshots of the main pages at 360 and 1440 pixels",
    ],
    risks: ["Hard-coded colours are missed. Search for them and fail the build on new ones"],
  },
  {
    words: /\b(?:mobile|ios|android)\b/i,
    testing: ["On an old phone, with a slow network and with none"],
    rollout: ["Plan for old app versions that stay installed"],
  },
  {
    words: /\b(?:calendar|schedul\w+|reminders?|time.?zones?)\b/i,
    design: ["Decide in whose time zone dates are stored and shown"],
    testing: ["The days on which clocks change, and a person who travels"],
  },
];

/** The hints whose words occur in a text, without repeating a line. */
export function hintsFor(text: string): Required<Omit<Hint, "words">> {
  const found = hints.filter((hint) => hint.words.test(text));
  const all = (part: Exclude<keyof Hint, "words">): string[] => [
    ...new Set(found.flatMap((hint) => hint[part] ?? [])),
  ];
  return {
    design: all("design"),
    build: all("build"),
    testing: all("testing"),
    risks: all("risks"),
    rollout: all("rollout"),
  };
}
