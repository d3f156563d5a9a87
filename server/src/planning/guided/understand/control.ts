/** What a message asks of the interview itself. */
export type Control =
  | "skip"
  | "back"
  | "done"
  | "restart"
  | "remaining"
  | "example"
  | "repeat"
  | "review"
  | "help"
  | "courtesy"
  | "pause";

const polite =
  /^(?:(?:please|ok(?:ay)?|well|um+|uh+|no|yes|so|right|alright|and|hm+|great|good|perfect|thanks|thank you|let's|let us|can we|could we|can you|could you|tell me|show me|i (?:want|would like|'d like) to|i'd like to)\b[\s,.!]*)+/i;
const ending =
  /[\s,]*(?:please|now|then|for now|for the moment|thanks|thank you|i think|with that)?[\s.!?]*$/i;

const controls: readonly (readonly [RegExp, Control])[] = [
  [
    /^(?:skip(?: (?:it|this|that|(?:this|that|the) (?:one|question)))?|pass|next(?: question| one)?|i (?:don't|do not|dunno) know(?: yet| that)?|don't know(?: yet)?|dunno|no idea|not sure(?: yet)?|i'm not sure(?: yet)?|i have no idea|leave (?:it|that|this) open|later|to be decided|tbd|ask me later|move on|hard to say)$/i,
    "skip",
  ],
  [
    /^(?:go )?back(?: (?:one|a step|one (?:step|question)|to (?:the )?(?:previous|last)(?: (?:question|one))?))?$|^(?:the )?(?:previous|last) (?:question|one)$|^undo(?: that)?$/i,
    "back",
  ],
  [
    /^(?:that(?:'s| is| was|s) (?:all|it|everything|enough)(?: i have| for (?:today|now))?|i(?:'m| am)(?: all)? done|we(?:'re| are) done|all done|done|finished?|i(?:'m| am) finished|finish (?:it|the plan|up)|nothing (?:else|more)|that will be all|(?:just )?(?:save|write|create|make|generate|finish)(?: up)? (?:it|this|that|(?:the|this|my) (?:dev(?:elopment)? ?)?plan)(?: (?:up|down))?|save|enough(?: questions)?|no more(?: questions)?|stop asking|wrap (?:it )?up)$/i,
    "done",
  ],
  [
    /^(?:start (?:over|again|afresh|from scratch|from the beginning)|begin again|restart|cancel(?: (?:it|this|that|the (?:plan|interview)))?|forget (?:it|this|that|everything|about it)|never ?mind|scrap (?:it|that|this)|discard (?:it|this|that|the draft))$/i,
    "restart",
  ],
  [
    /^what (?:else )?(?:do you|d'you) (?:still |else )*(?:need|want|have to know|want to know|need to know)(?: to know)?(?: from me)?(?: still)?$|^what(?:'s| is| are)? (?:still )?(?:missing|left|open|remaining)$|^how (?:many|much)(?: more)?(?: questions)?(?: are| is)?(?: there)?(?: left| more)?$|^how many (?:more )?questions.*$|^are we (?:nearly |almost )?(?:done|there|finished)$/i,
    "remaining",
  ],
  [
    /^(?:what do you mean(?: by that)?|(?:give me |for )?(?:an? )?example|for instance|like what|such as|what kind of (?:thing|answer)s?|i don't understand|why(?: do you ask)?)$/i,
    "example",
  ],
  [
    /^(?:(?:say|repeat|ask) (?:that|it|the question)(?: again)?|repeat|again|pardon|sorry|what was (?:the question|that)|what did you (?:say|ask)|come again)$/i,
    "repeat",
  ],
  [
    /^(?:what (?:do|have) (?:we|you|i) (?:have|got|said|written|understood)(?: so far| until now)?|(?:sum(?:marise|marize)?(?: it)?(?: up)?|read (?:it|that) back|show (?:me )?(?:the )?(?:plan|draft)(?: so far)?|where (?:are|were) we))$/i,
    "review",
  ],
  [
    /^(?:help(?: me)?|what can (?:i|you) (?:do|say)|how does (?:this|it) work|what (?:templates|kinds of plans?)(?: (?:are there|do you (?:have|know)))?)$/i,
    "help",
  ],
  [
    /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))(?:[ ,]+(?:there|again|everyone|everybody|all|you|voiceplan|how are you(?: doing)?(?: today)?))*|how are you(?: doing)?(?: today)?|nice to meet you|thanks?(?: you)?(?: (?:very|so) much| a lot)?|thank you|cool|nice|great|ok(?:ay)?|perfect|awesome|fine|got it|i see|good|sounds good|looks good|very good|wonderful|bye|good ?bye|see you|yes|yeah|sure|hm+|um+|uh+|go on|continue|let's go)$/i,
    "courtesy",
  ],
  [
    /^(?:stop|pause|wait|hold on|hang on|(?:one|just a) (?:moment|second|minute)|quiet|be quiet)$/i,
    "pause",
  ],
];

/** The control word that a whole message is; null when it says something else. */
export function controlOf(message: string): Control | null {
  const text = message.trim().replace(/[“”"]/g, "").replace(/’/g, "'");
  const plain = text.replace(/[\s.!?,]+$/, "");
  const bare = plain.replace(polite, "").replace(ending, "").trim();
  for (const candidate of [plain, bare]) {
    const found = controls.find(([pattern]) => pattern.test(candidate));
    if (found !== undefined) return found[1];
  }
  return null;
}

/** A message with a control word at its end: "about 20 hours, and that's all". */
export function splitControl(message: string): { text: string; control: Control | null } {
  const whole = controlOf(message);
  if (whole !== null) return { text: "", control: whole };
  const cut =
    /^(.+?)[.,;!]?\s+(?:(?:and|then|but)\s+)?(that(?:'s| is|’s) (?:all|it|everything)|i(?:'m|’m| am) done|save (?:it|this plan|the plan)|nothing else)[\s.!]*$/is.exec(
      message,
    );
  const [, text, control] = cut ?? [];
  return text === undefined || control === undefined
    ? { text: message, control: null }
    : { text, control: controlOf(control) };
}
