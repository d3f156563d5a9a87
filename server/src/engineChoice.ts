import type { EngineStatus } from "@voiceplan/protocol";
import { commandGrammar } from "./commands/grammar.ts";
import { commands } from "./commands/index.ts";
import { DEFAULT_ROUTER_URL, type Config } from "./config.ts";
import { OpenAiChat } from "./engines/chat/openai.ts";
import { NgramEmbeddings } from "./engines/embedding/ngrams.ts";
import { OpenAiEmbeddings } from "./engines/embedding/openai.ts";
import type { OpenAiConnection } from "./engines/openai.ts";
import { rehearse, type Cast } from "./engines/rehearsal.ts";
import { OpenAiSpeechToText } from "./engines/stt/openai.ts";
import { findPocketsphinx, PocketsphinxSpeechToText } from "./engines/stt/pocketsphinx.ts";
import type { SpeechToText } from "./engines/stt/port.ts";
import { FliteTextToSpeech } from "./engines/tts/flite.ts";
import { OpenAiTextToSpeech } from "./engines/tts/openai.ts";
import type { TextToSpeech } from "./engines/tts/port.ts";
import type { Log } from "./lib/log.ts";
import { Embedder } from "./memory/embedder.ts";
import { AgentPlanner } from "./planning/agent/agentPlanner.ts";
import type { WriterStores } from "./planning/agent/planWriter.ts";
import { GuidedPlanner } from "./planning/guided/guidedPlanner.ts";
import type { Planner } from "./planning/planner.ts";
import type { Recall } from "./planning/recall.ts";

/*
 * Which engine serves each role, by the configuration and by what the machine has, with the reasons that
 * `GET /api/system` gives. A new engine is one case here.
 */

const TEST_MODE_REASON = "TEST_MODE keeps everything on this machine.";

/** Which variables a message names when speech by the OpenAI protocol fails. */
const OPENAI_SETTINGS = { apiKey: "OPENAI_API_KEY", baseUrl: "OPENAI_BASE_URL" };

/** An engine in its role, and why it serves it. */
interface Chosen<Engine> {
  engine: Engine;
  status: EngineStatus;
}

export const vadStatus: EngineStatus = {
  engine: "Silero",
  quality: "full",
  why: "The page finds where speech begins and ends. The server does so itself for raw streams and recordings.",
  limits: null,
  better: null,
};

/** The engines that a provider serves, for a provider of our own. */
const cast = (provider: OpenAiConnection): Cast => ({
  stt: new OpenAiSpeechToText(provider),
  chat: new OpenAiChat({ ...provider, temperature: 0, maxTokens: 1 }),
  tts: new OpenAiTextToSpeech({ ...provider, voice: "rehearsal" }),
});

export async function chooseSpeechToText(config: Config): Promise<Chosen<SpeechToText | null>> {
  if (!config.TEST_MODE && (config.OPENAI_API_KEY || config.OPENAI_BASE_URL)) {
    const engine = new OpenAiSpeechToText({
      apiKey: config.OPENAI_API_KEY,
      baseUrl: config.OPENAI_BASE_URL,
      model: config.TRANSCRIPTION_MODEL,
      settings: { ...OPENAI_SETTINGS, model: "TRANSCRIPTION_MODEL" },
      language: config.TRANSCRIPTION_LANGUAGE,
    });
    return { engine, status: full(engine.name, "OPENAI_API_KEY or OPENAI_BASE_URL is set.") };
  }
  const better = config.TEST_MODE
    ? "Set TEST_MODE=false and OPENAI_API_KEY to understand free speech."
    : "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, to understand free speech.";
  const found = await findPocketsphinx(config.PATH);
  if (found) {
    const grammar = (names: readonly string[]) => commandGrammar(commands, names);
    const engine = new PocketsphinxSpeechToText({ ...found, grammar });
    const status: EngineStatus = {
      engine: engine.name,
      quality: "limited",
      why: config.TEST_MODE ? TEST_MODE_REASON : "No key is set, and pocketsphinx is installed.",
      limits: "It understands spoken commands only. Everything else has to be typed.",
      better,
    };
    return { engine, status };
  }
  const status: EngineStatus = {
    engine: null,
    quality: "none",
    why: config.TEST_MODE
      ? `${TEST_MODE_REASON} pocketsphinx is not installed.`
      : "No key is set, and pocketsphinx is not installed.",
    limits: "The browser's own recogniser is used where there is one. Otherwise type.",
    better: `${better} For spoken commands without a key, install the packages pocketsphinx and pocketsphinx-en-us.`,
  };
  return { engine: null, status };
}

export function chooseTextToSpeech(
  config: Config,
): Chosen<TextToSpeech> & Pick<FliteTextToSpeech, "warmUp" | "close"> {
  if (!config.TEST_MODE && (config.OPENAI_API_KEY || config.OPENAI_BASE_URL)) {
    const engine = new OpenAiTextToSpeech({
      apiKey: config.OPENAI_API_KEY,
      baseUrl: config.OPENAI_BASE_URL,
      model: config.SPEECH_MODEL,
      settings: { ...OPENAI_SETTINGS, model: "SPEECH_MODEL" },
      voice: config.SPEECH_VOICE,
    });
    const status = full(engine.name, "OPENAI_API_KEY or OPENAI_BASE_URL is set.");
    return { engine, status, warmUp: () => rehearse(cast), close: () => Promise.resolve() };
  }
  const engine = new FliteTextToSpeech();
  const status: EngineStatus = {
    engine: engine.name,
    quality: "limited",
    why: config.TEST_MODE ? TEST_MODE_REASON : "No key is set.",
    limits: "A plain synthetic voice that speaks English only.",
    better: "Set OPENAI_API_KEY for a natural voice.",
  };
  return { engine, status, warmUp: () => engine.warmUp(), close: () => engine.close() };
}

export function choosePlanner(
  config: Config,
  { log, ...services }: WriterStores & { recall: Recall; log: Log },
): Chosen<Planner> {
  const now = () => new Date();
  if (usesRouter(config)) {
    const chat = new OpenAiChat({
      apiKey: config.ROUTER_API_KEY,
      baseUrl: config.ROUTER_BASE_URL,
      model: config.PLANNING_MODEL,
      settings: { apiKey: "ROUTER_API_KEY", baseUrl: "ROUTER_BASE_URL", model: "PLANNING_MODEL" },
      temperature: config.PLANNING_TEMPERATURE,
      maxTokens: config.PLANNING_MAX_TOKENS,
    });
    const engine = new AgentPlanner({ chat, ...services, log, now });
    return { engine, status: full(engine.name, "ROUTER_API_KEY or ROUTER_BASE_URL is set.") };
  }
  const status: EngineStatus = {
    engine: "guided interview",
    quality: "limited",
    why: config.TEST_MODE ? TEST_MODE_REASON : "No key is set.",
    limits:
      "It asks the questions of a template and writes the plan from the answers. It has no model.",
    better:
      "Set ROUTER_API_KEY, or ROUTER_BASE_URL for a server of your own, to talk freely with a model.",
  };
  return { engine: new GuidedPlanner({ ...services, now }), status };
}

export function chooseEmbedder(config: Config): Embedder {
  const builtIn = new NgramEmbeddings();
  if (!usesRouter(config)) return new Embedder(builtIn, builtIn);
  const chosen = new OpenAiEmbeddings({
    apiKey: config.ROUTER_API_KEY,
    baseUrl: config.ROUTER_BASE_URL,
    model: config.EMBEDDING_MODEL,
    settings: { apiKey: "ROUTER_API_KEY", baseUrl: "ROUTER_BASE_URL", model: "EMBEDDING_MODEL" },
  });
  return new Embedder(chosen, builtIn);
}

/** What serves it may change while the server runs: the provider may have no such model. */
export function embeddingStatus(config: Config, { current, problem }: Embedder): EngineStatus {
  if (!current.isLocal) return full(current.name, "ROUTER_API_KEY or ROUTER_BASE_URL is set.");
  return {
    engine: current.name,
    quality: "limited",
    why: problem ?? (config.TEST_MODE ? TEST_MODE_REASON : "No key is set."),
    limits:
      "It knows words, their parts and some words for the same thing, but not what a text means.",
    better:
      "Set ROUTER_API_KEY, or ROUTER_BASE_URL for a server of your own, and EMBEDDING_MODEL to a model that it has.",
  };
}

function usesRouter({ TEST_MODE, ROUTER_API_KEY, ROUTER_BASE_URL }: Config): boolean {
  return !TEST_MODE && (ROUTER_API_KEY !== undefined || ROUTER_BASE_URL !== DEFAULT_ROUTER_URL);
}

function full(engine: string, why: string): EngineStatus {
  return { engine, quality: "full", why, limits: null, better: null };
}
