import OpenAI from "openai";
import { Watchdog } from "../lib/abort.ts";
import { Problem } from "../lib/problem.ts";
import { retry, type RetryPolicy } from "../lib/retry.ts";
import { problemOf, type OpenAiRole, type Provider } from "./openaiProblem.ts";

const DEFAULT_BASE_URL = "https://api.openai.com/v1";

/** Where a provider that speaks OpenAI's protocol is, and with which key. */
export interface OpenAiConnection {
  /** May be left out for servers that ask for none (Ollama, LM Studio, vLLM). */
  apiKey?: string;
  /** Up to and with the version, such as `http://127.0.0.1:11434/v1`; OpenAI itself when left out. */
  baseUrl?: string;
  model: string;
  /** What the person sets the key, the address and the model with; for messages. */
  settings?: { apiKey: string; baseUrl: string; model: string };
  retry?: RetryPolicy;
}

/** One provider in one role: the SDK's client, with our retries, our patience and our problems. */
export class OpenAiEndpoint {
  readonly client: OpenAI;
  readonly provider: Provider;
  readonly #policy: RetryPolicy | undefined;

  constructor(connection: OpenAiConnection, role: OpenAiRole) {
    const baseUrl = connection.baseUrl ?? DEFAULT_BASE_URL;
    this.client = new OpenAI({
      apiKey: connection.apiKey ?? "none",
      baseURL: baseUrl,
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      logLevel: "off",
      ...(connection.apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    });
    this.provider = {
      ...role,
      host: new URL(baseUrl).host,
      model: connection.model,
      hasKey: connection.apiKey !== undefined,
      settings: connection.settings ?? {
        apiKey: "OPENAI_API_KEY",
        baseUrl: "OPENAI_BASE_URL",
        model: "the model",
      },
    };
    this.#policy = connection.retry;
  }

  /**
   * Makes one request, again where that may help, and gives it at most `patienceMs` each time until
   * `attempt` resolves. `attempt` gets a watchdog whose signal ends the request; when it resolves, the
   * watchdog is its own again, to `arm` for what follows and to `release` at the end.
   */
  request<T>(
    signal: AbortSignal,
    patienceMs: number,
    attempt: (watchdog: Watchdog) => Promise<T>,
  ): Promise<T> {
    const once = async (): Promise<T> => {
      const watchdog = new Watchdog(signal);
      watchdog.arm(patienceMs, () => this.tooSlow());
      try {
        return await attempt(watchdog);
      } catch (error) {
        const problem = this.toProblem(error, watchdog.signal);
        watchdog.release();
        throw problem;
      } finally {
        watchdog.disarm();
      }
    };
    return retry(once, { signal, ...(this.#policy ? { policy: this.#policy } : {}) });
  }

  /** What to throw for `error`: the signal's reason if it was aborted, else a problem. */
  toProblem(error: unknown, signal: AbortSignal): unknown {
    if (signal.aborted) return signal.reason;
    return error instanceof Problem ? error : problemOf(error, this.provider);
  }

  tooSlow(): Problem {
    const { code, host, what } = this.provider;
    return new Problem(code, `${host} took too long over ${what}. Try again.`, { retryable: true });
  }

  /** The stream ended before the provider said that it was complete. */
  cutOff(): Problem {
    const { code, host } = this.provider;
    return new Problem(code, `The connection to ${host} broke off in the middle. Try again.`, {
      retryable: true,
    });
  }
}
