import { createServer, type Server as HttpServer } from "node:http";
import { join, resolve } from "node:path";
import type { SystemReport } from "@voiceplan/protocol";
import packageJson from "../package.json" with { type: "json" };
import { commands } from "./commands/index.ts";
import { summariesOf } from "./commands/summaries.ts";
import { CommandRouter } from "./commands/router.ts";
import type { Config } from "./config.ts";
import { Answerer } from "./conversation/answer.ts";
import { Conversations } from "./conversation/conversations.ts";
import { EventLog } from "./conversation/eventLog.ts";
import { Recognition } from "./conversation/recognition.ts";
import { SavedConversations } from "./conversation/savedConversations.ts";
import { TurnTimings } from "./conversation/turnTimings.ts";
import { UtteranceRecord } from "./conversation/utteranceRecord.ts";
import { keepConnections } from "./engines/keepConnections.ts";
import { SecondOpinion } from "./engines/stt/secondOpinion.ts";
import { EnergyDetector } from "./engines/vad/energy.ts";
import { SileroDetector } from "./engines/vad/silero.ts";
import {
  chooseEmbedder,
  choosePlanner,
  chooseSpeechToText,
  chooseTextToSpeech,
  embeddingStatus,
  vadStatus,
} from "./engineChoice.ts";
import { createApp } from "./http/app.ts";
import type { Log } from "./lib/log.ts";
import { Metrics } from "./lib/metrics.ts";
import { Indexer } from "./memory/indexer.ts";
import { Memory } from "./memory/memory.ts";
import { Recollections } from "./memory/recollections.ts";
import { SimilarProjects } from "./memory/similarProjects.ts";
import { Takeaways } from "./memory/takeaways/takeaways.ts";
import { Changes } from "./planning/changes.ts";
import { Plans } from "./planning/plans.ts";
import { PlanStanding } from "./planning/planStanding.ts";
import { PlanTemplates } from "./planning/planTemplates.ts";
import { Projects } from "./planning/projects.ts";
import { Recordings } from "./recordings/recordings.ts";
import { createSocketServer } from "./realtime/socketServer.ts";
import { LOCAL_USER_ID } from "./store/localUser.ts";
import { SignsAtHand } from "./store/memory/signsAtHand.ts";
import type { Store } from "./store/open.ts";
import { warmUp } from "./warmUp.ts";

/** So many passages are read one by one as fast as a graph finds the way. */
const GRAPH_FROM = 200_000;
const CLIENT_FOLDER = join(import.meta.dirname, "../../client/build");

/** The wired application: not listening yet. */
export interface Application {
  http: HttpServer;
  /** Takes up what an earlier process left undone. */
  resume(): Promise<void>;
  /** Ends every conversation and connection; what is not done is done after the next start. */
  close(): Promise<void>;
}

/** Makes the application from its configuration: wires everything by hand. */
export async function compose(config: Config, store: Store, log: Log): Promise<Application> {
  keepConnections();
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
    // The embedded database could do nothing else until it is made.
    graphFrom: store.kind === "server" ? GRAPH_FROM : null,
    ontold: (projectId) => changes.tell(ownerId, { kind: "memory", projectId }),
  });
  const signs = new SignsAtHand(db, log);
  const search = new Memory({ db, embedder, signs, indexer });
  const takeaways = new Takeaways(db, changes, indexer);
  const recall = new Recollections(search, takeaways, log);
  const planner = choosePlanner(config, { projects, plans, takeaways, recall, log });
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
  metrics.watch("signs_at_hand", "Passages compared without the database.", () => signs.size);

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
    similar: new SimilarProjects({ db, memory: search, embedder, indexer }),
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
    const past = () => search.recall({ ownerId, query: "the first release", patienceMs: 0 });
    warmUp(router, commands, [() => textToSpeech.warmUp(), past]).catch((error: unknown) => {
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
      await Promise.all([indexer.close(), signs.close()]);
      await eventLog.settled();
      http.closeAllConnections();
      await closed;
      await Promise.all([textToSpeech.close(), vad.close()]);
    },
  };
}
