export interface SoakJob {
  url: string;
  conversations: number;
  minutes: number;
}

export interface ToSoakTalkers {
  type: "soak";
  job: SoakJob;
}

/** `problems`: one line for each utterance that was lost or came twice. */
export interface FromSoakTalkers {
  type: "done";
  utterances: number;
  problems: string[];
}
