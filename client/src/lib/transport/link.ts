import type { RequestInput, RequestName } from "@voiceplan/protocol";

/** One connection to the server, from the opening of the conversation on it until it is lost. */
export interface Link {
  /** Aborted when the connection is lost or another conversation is opened. */
  readonly signal: AbortSignal;
  /**
   * Resolves when the server has acknowledged it. Rejects with a `ClientProblem` when the server
   * refused it, and with something else when the connection was lost.
   */
  request<N extends Exclude<RequestName, "conversation.open">>(
    name: N,
    payload: RequestInput<N>,
    frame?: Uint8Array,
  ): Promise<void>;
}
