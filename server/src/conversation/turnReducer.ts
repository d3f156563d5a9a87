import type {
  ConversationEventBody,
  Message,
  ReplyOutcome,
  WireProblem,
} from "@voiceplan/protocol";

export type TurnPhase = "hearing" | "answering" | "ended";

/** One turn: the person's words, and the reply to them. */
export interface TurnState {
  phase: TurnPhase;
  replyId: string;
  /** The person's words come as speech. */
  voiced: boolean;
  /** The reply's text so far. */
  text: string;
  textDone: boolean;
  /** True from the start where nobody listens. */
  speechDone: boolean;
}

/** What happens to a turn. */
export type TurnInput =
  /** It is this turn's turn; the words may still have to be recognised. */
  | { type: "begun" }
  /** The words are known and kept as this message. */
  | { type: "words"; message: Message }
  /** Silence: there is nothing to answer. */
  | { type: "silence" }
  /** Something was said that could not be turned into words; `say` is what to tell the ear. */
  | { type: "misheard"; sourceId: string; problem: WireProblem; say: string }
  | { type: "text"; delta: string }
  | { type: "textDone" }
  | { type: "speechStarted" }
  | { type: "speechDone" }
  | { type: "speechFailed"; problem: WireProblem }
  /** `heard`: what was heard of the reply; null where it was read, not heard. */
  | { type: "stopped"; heard: string | null }
  | { type: "failed"; problem: WireProblem };

/** What is to be done about it, in this order. */
export type TurnEffect =
  | { type: "emit"; body: ConversationEventBody }
  | { type: "answer"; message: Message }
  /** Answer with these words, without asking anybody. */
  | { type: "say"; text: string }
  | { type: "speak"; delta: string }
  | { type: "finishSpeech" }
  /** End the model and the speech, whatever they are at. */
  | { type: "abort" }
  /** Keep this as the assistant's message, in one step with the end of the reply, and listen again. */
  | { type: "keep"; text: string; outcome: ReplyOutcome };

type Step = [TurnState, TurnEffect[]];

export function beginTurn(
  replyId: string,
  options: { voiced: boolean; spoken: boolean },
): TurnState {
  return {
    phase: "hearing",
    replyId,
    voiced: options.voiced,
    text: "",
    textDone: false,
    speechDone: !options.spoken,
  };
}

/** The whole policy of a turn: no clock, no engine, no database. */
export function reduceTurn(state: TurnState, input: TurnInput): Step {
  if (state.phase === "ended") return [state, []];
  switch (input.type) {
    case "begun":
      return [state, state.voiced ? [emit({ type: "state", state: "transcribing" })] : []];
    case "words":
      return [
        { ...state, phase: "answering" },
        [
          emit({ type: "state", state: "thinking" }),
          emit({ type: "reply.started", replyId: state.replyId, sourceId: input.message.id }),
          { type: "answer", message: input.message },
        ],
      ];
    case "silence":
      return [{ ...state, phase: "ended" }, [emit({ type: "state", state: "listening" })]];
    case "misheard": {
      const { sourceId, problem, say } = input;
      return [
        { ...state, phase: "answering" },
        [
          emit({ type: "problem", ...problem, sourceId }),
          emit({ type: "reply.started", replyId: state.replyId, sourceId }),
          { type: "say", text: say },
        ],
      ];
    }
    case "text": {
      const effects: TurnEffect[] = [
        emit({ type: "reply.text", replyId: state.replyId, delta: input.delta }),
      ];
      if (!state.speechDone) effects.push({ type: "speak", delta: input.delta });
      return [{ ...state, text: state.text + input.delta }, effects];
    }
    case "textDone": {
      const next = { ...state, textDone: true };
      return next.speechDone
        ? end(next, "completed", next.text)
        : [next, [{ type: "finishSpeech" }]];
    }
    case "speechStarted":
      return [state, [emit({ type: "state", state: "speaking" })]];
    case "speechDone":
      return spokenTo({ ...state, speechDone: true }, []);
    case "speechFailed":
      return spokenTo({ ...state, speechDone: true }, [problemOf(state, input.problem)]);
    case "stopped":
      return end(state, "interrupted", input.heard ?? state.text, [{ type: "abort" }]);
    case "failed":
      return end(state, "failed", state.text, [{ type: "abort" }, problemOf(state, input.problem)]);
  }
}

function emit(body: ConversationEventBody): TurnEffect {
  return { type: "emit", body };
}

function problemOf(state: TurnState, problem: WireProblem): TurnEffect {
  return emit({ type: "problem", ...problem, sourceId: state.replyId });
}

/** The speech is over; so is the turn when its text is. */
function spokenTo(state: TurnState, effects: TurnEffect[]): Step {
  return state.textDone ? end(state, "completed", state.text, effects) : [state, effects];
}

function end(
  state: TurnState,
  outcome: ReplyOutcome,
  text: string,
  effects: TurnEffect[] = [],
): Step {
  const keep: TurnEffect = { type: "keep", text: text.trim(), outcome };
  return [{ ...state, phase: "ended" }, [...effects, keep]];
}
