import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";

/** Longer than people think before they go on; providers keep a connection for minutes. */
const KEPT_MS = 90_000;

/**
 * Keeps connections to providers open between turns, for all requests of the process. By itself Node
 * closes them after four seconds, and recognition, model and voice would each begin with the several
 * round trips of a new one.
 */
export function keepConnections(): void {
  // Where Node was told to use the proxies of the environment, it has put another kind there.
  if (getGlobalDispatcher().constructor.name !== Agent.name) return;
  setGlobalDispatcher(new Agent({ keepAliveTimeout: KEPT_MS }));
}
