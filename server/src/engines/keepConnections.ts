import { Agent, EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

/** Longer than people think before they go on; providers keep a connection for minutes. */
const KEPT_MS = 90_000;

/**
 * Keeps connections to providers open between turns, for all requests of the process. By itself Node
 * closes them after four seconds, and recognition, model and voice would each begin with the several
 * round trips of a new one. With `usesProxy` they go through the proxies that the environment names.
 */
export function keepConnections({ usesProxy }: { usesProxy: boolean }): void {
  const options = { keepAliveTimeout: KEPT_MS };
  setGlobalDispatcher(usesProxy ? new EnvHttpProxyAgent(options) : new Agent(options));
}
