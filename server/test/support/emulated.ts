import { afterAll, beforeAll } from "vitest";
import { startProvider, type EmulatedProvider, type ProviderOptions } from "./provider.ts";
import { startServer, type Environment, type TestServer } from "./serverProcess.ts";

/** What makes the server use the provider for every role. */
export function providerVariables(provider: EmulatedProvider): Environment {
  return {
    OPENAI_API_KEY: "sk-speech",
    OPENAI_BASE_URL: provider.baseUrl,
    ROUTER_API_KEY: "sk-planning",
    ROUTER_BASE_URL: provider.baseUrl,
  };
}

export interface EmulatedServer {
  readonly provider: EmulatedProvider;
  readonly server: TestServer;
  readonly url: string;
}

/**
 * For all tests of a file: the server on a fresh database with an emulated provider in every role, and
 * with these variables beside those that say so.
 */
export function useEmulatedServer(
  options: ProviderOptions,
  variables: Environment = {},
): EmulatedServer {
  let provider: EmulatedProvider | undefined;
  let server: TestServer | undefined;
  beforeAll(async () => {
    provider = await startProvider(options);
    server = await startServer({ ...providerVariables(provider), ...variables });
  });
  afterAll(async () => {
    try {
      await server?.remove();
    } finally {
      await provider?.close();
    }
  });
  const started = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error("The server has not been started yet.");
    return thing;
  };
  return {
    get provider() {
      return started(provider);
    },
    get server() {
      return started(server);
    },
    get url() {
      return started(server).url;
    },
  };
}
