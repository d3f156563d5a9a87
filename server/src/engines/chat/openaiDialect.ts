import { BadRequestError } from "openai";

interface Settings {
  temperature?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
}

/**
 * How a model wants to be told its limits. Most take `temperature` and `max_tokens`; reasoning models
 * refuse the one and want the other by its newer name. It is learnt from the first refusal.
 */
export class Dialect {
  readonly #temperature: number;
  readonly #maxTokens: number;
  #takesTemperature = true;
  #takesMaxTokens = true;

  constructor(options: { temperature: number; maxTokens: number }) {
    this.#temperature = options.temperature;
    this.#maxTokens = options.maxTokens;
  }

  async speak<T>(request: (settings: Settings) => Promise<T>): Promise<T> {
    for (;;) {
      const settings = this.#settings();
      try {
        return await request(settings);
      } catch (error) {
        if (!this.#learn(error, settings)) throw error;
      }
    }
  }

  #settings(): Settings {
    return {
      ...(this.#takesTemperature ? { temperature: this.#temperature } : {}),
      ...(this.#takesMaxTokens
        ? { max_tokens: this.#maxTokens }
        : { max_completion_tokens: this.#maxTokens }),
    };
  }

  /** Whether the refusal taught something, so that asking again makes sense. */
  #learn(error: unknown, said: Settings): boolean {
    if (!(error instanceof BadRequestError)) return false;
    if (error.param === "max_tokens" && said.max_tokens !== undefined) {
      this.#takesMaxTokens = false;
      return true;
    }
    if (error.param === "temperature" && said.temperature !== undefined) {
      this.#takesTemperature = false;
      return true;
    }
    return false;
  }
}
