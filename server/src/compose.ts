import { createServer, type Server as HttpServer } from "node:http";
import { join, resolve } from "node:path";
import type { EngineStatus, SystemReport } from "@voiceplan/protocol";
import packageJson from "../package.json" with { type: "json" };
import { commandGrammar } from "./commands/grammar.ts";
import { commands } from "./commands/index.ts";
import { summariesOf } from "./commands/summaries.ts";
import { CommandRouter } from "./commands/router.ts";
import { DEFAULT_ROUTER_URL, type Config } from "./config.ts";
import { Answerer } from "./conversation/answer.ts";
import { Conversations } from "./conversation/conversations.ts";
import { EventLog } from "./conversation/eventLog.ts";
import { Recognition } from "./conversation/recognition.ts";
import { SavedConversations } from "./conversation/savedConversations.ts";
import { TurnTimings } from "./conversation/turnTimings.ts";
import { UtteranceRecord } from "./conversation/utteranceRecord.ts";
import { NgramEmbeddings } from "./engines/embedding/ngrams.ts";
import { OpenAiEmbeddings } from "./engines/embedding/openai.ts";
import { keepConnections } from "./engines/keepConnections.ts";
import { OpenAiChat } from "./engines/chat/openai.ts";
import { OpenAiSpeechToText } from "./engines/stt/openai.ts";
import { findPocketsphinx, PocketsphinxSpeechToText } from "./engines/stt/pocketsphinx.ts";
import type { SpeechToText } from "./engines/stt/port.ts";
import { SecondOpinion } from "./engines/stt/secondOpinion.ts";
import { FliteTextToSpeech } from "./engines/tts/flite.ts";
import { OpenAiTextToSpeech } from "./engines/tts/openai.ts";
import type { TextToSpeech } from "./engines/tts/port.ts";
import { EnergyDetector } from "./engines/vad/energy.ts";
import { SileroDetector } from "./engines/vad/silero.ts";
import { createApp } from "./http/app.ts";
import type { Log } from "./lib/log.ts";
import { Metrics } from "./lib/metrics.ts";
import { Embedder } from "./memory/embedder.ts";
import { Indexer } from "./memory/indexer.ts";
import { Memory } from "./memory/memory.ts";
import { Recollections } from "./memory/recollections.ts";
import { SimilarProjects } from "./memory/similarProjects.ts";
import { Takeaways } from "./memory/takeaways/takeaways.ts";
import { Changes } from "./planning/changes.ts";
import { AgentPlanner } from "./planning/agent/agentPlanner.ts";
import { GuidedPlanner } from "./planning/guided/guidedPlanner.ts";
import type { Planner } from "./planning/planner.ts";
import type { Recall } from "./planning/recall.ts";
import { Plans } from "./planning/plans.ts";
import { PlanStanding } from "./planning/planStanding.ts";
import { PlanTemplates } from "./planning/planTemplates.ts";
import { Projects } from "./planning/projects.ts";
import { Recordings } from "./recordings/recordings.ts";
import { createSocketServer } from "./realtime/socketServer.ts";
import { LOCAL_USER_ID } from "./store/localUser.ts";
import type { Store } from "./store/open.ts";
import { warmUp } from "./warmUp.ts";

const CLIENT_FOLDER = join(import.meta.dirname, "../../client/build");

const TEST_MODE_REASON = "TEST_MODE keeps everything on this machine.";

/** Which variables a message names when speech by the OpenAI protocol fails. */
const OPENAI_SETTINGS = { apiKey: "OPENAI_API_KEY", baseUrl: "OPENAI_BASE_URL" };

/** An engine in its role, with the reasons that `GET /api/system` gives. */
interface Chosen<Engine> {
  engine: Engine;
  status: EngineStatus;
}

/** The wired application: not listening yet. */
export interface Application {
  http: HttpServer;
  /** Takes up what an earlier process left undone. */
  resume(): Promise<void>;
  /** Ends every conversation and connection; what is not done is done after the next start. */
  close(): Promise<void>;
}

/** Makes the application from its configuration: the one place that knows concrete engines. */
export async function compose(config: Config, store: Store, log: Log): Promise<Application> {
  keepConnections({ usesProxy: config.NODE_USE_ENV_PROXY === "1" });
  const { db } = store;
  const ownerId = LOCAL_USER_ID;
  const metrics = new Metrics();
  const changes = new Changes();
  const projects = new Projects(db, changes);
  const plans = new Plans(db, changes);
  const standing = new PlanStanding(db, changes);
  const speechToText = await chooseSpeechToText(config);
  const textToSpeech = chooseTextToSpeech(config);
  const embedder = chooseEmbedder(config);
  const indexer = new Indexer(db, embedder, log, {
    ontold: (projectId) => changes.tell(ownerId, { kind: "memory", projectId }),
  });
  const search = new Memory(db, embedder, indexer);
  const takeaways = new Takeaways(db, changes, indexer);
  const recall = new Recollections(search, log);
  const planner = choosePlanner(config, { projects, plans, recall, log });
  const vad = new SileroDetector();
  // Recordings are cut by the same detector, and need no second opinion.
  const stt = speechToText.engine;
  const recogniser = stt && new SecondOpinion({ stt, detector: vad, log });
  const tts = textToSpeech.engine;

  const router = new CommandRouter(commands);
  const eventLog = new EventLog(db);
  const utteranceRecord = new UtteranceRecord(db, eventLog);
  const services = { projects, plans, standing, search };
  const saved = new SavedConversations(db, changes, log);
  const conversations = new Conversations({
    ...services,
    db,
    eventLog,
    answerer: new Answerer({ router, commands, services, planner: planner.engine }),
    saved,
    recognition: new Recognition({
      record: utteranceRecord,
      stt: recogniser,
      vad: new EnergyDetector(),
    }),
    utteranceRecord,
    endpointing: { minMs: config.ENDPOINT_MIN_MS, maxMs: config.ENDPOINT_MAX_MS },
    tts,
    vad,
    metrics,
    log,
  });

  metrics.watch("events_waiting", "Steps that wait for the database.", () => eventLog.waiting);
  metrics.watch("live_conversations", "Conversations held in memory.", () => conversations.live);

  const system = async (): Promise<SystemReport> => ({
    version: packageJson.version,
    testMode: config.TEST_MODE,
    database: { kind: store.kind, migrations: store.migrations },
    engines: {
      speechToText: speechToText.status,
      planner: planner.status,
      textToSpeech: textToSpeech.status,
      vad: vadStatus,
      embeddings: embeddingStatus(config, embedder),
    },
    memory: await indexer.backlog(),
    voices: [...tts.voices],
    commands: summariesOf(commands),
  });

  const recordings = new Recordings({
    stt,
    detector: vad,
    projects,
    conversations,
    ffmpeg: { configured: config.FFMPEG_PATH, path: config.PATH },
    folder: resolve(config.DATA_DIR, "uploads"),
  });
  await recordings.clear();

  const app = createApp({
    ownerId,
    store,
    projects,
    plans,
    standing,
    search,
    takeaways,
    similar: new SimilarProjects(db, search, embedder, indexer),
    conversations,
    saved,
    timings: new TurnTimings(db),
    templates: new PlanTemplates(db),
    router,
    recordings,
    tts,
    metrics,
    system,
    version: packageJson.version,
    clientFolder: CLIENT_FOLDER,
    log,
  });
  const http = createServer(app);
  const sockets = createSocketServer(http, ownerId, { conversations, changes, tts, metrics, log });
  // Somebody has come, and is going to be spoken to. Only for speed: where it fails, so does the first
  // reply, which says so.
  sockets.once("connection", () => {
    warmUp(router, commands, () => textToSpeech.warmUp()).catch((error: unknown) => {
      log.debug({ err: error }, "The server could not be warmed up");
    });
  });
  return {
    http,
    resume() {
      indexer.start();
      return conversations.resume();
    },
    async close() {
      const closed = sockets.close();
      await conversations.close(new DOMException("The server is stopping.", "AbortError"));
      await indexer.close();
      await eventLog.settled();
      http.closeAllConnections();
      await closed;
      await Promise.all([textToSpeech.close(), vad.close()]);
    },
  };
}

const vadStatus: EngineStatus = {
  engine: "Silero",
  quality: "full",
  why: "The page finds where speech begins and ends. The server does so itself for raw streams and recordings.",
  limits: null,
  better: null,
};

async function chooseSpeechToText(config: Config): Promise<Chosen<SpeechToText | null>> {
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
    why: "No key is set, and pocketsphinx is not installed.",
    limits: "The browser's own recogniser is used where there is one. Otherwise type.",
    better: `${better} For spoken commands without a key, install the packages pocketsphinx and pocketsphinx-en-us.`,
  };
  return { engine: null, status };
}

function chooseTextToSpeech(
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
    const nothing = () => Promise.resolve();
    return { engine, status, warmUp: nothing, close: nothing };
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

function choosePlanner(
  config: Config,
  { log, ...services }: { projects: Projects; plans: Plans; recall: Recall; log: Log },
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

function chooseEmbedder(config: Config): Embedder {
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
function embeddingStatus(config: Config, { current, problem }: Embedder): EngineStatus {
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
