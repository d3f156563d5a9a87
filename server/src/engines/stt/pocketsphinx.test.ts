import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { audioClips, clipNamed, clipSamples } from "../../../test/support/audioFixtures.ts";
import type { AudioClip } from "../../../test/support/audioFixtures.ts";
import { needs } from "../../../test/support/needs.ts";
import { commandGrammar } from "../../commands/grammar.ts";
import { commands } from "../../commands/index.ts";
import { CommandRouter } from "../../commands/router.ts";
import { createLog } from "../../lib/log.ts";
import { SileroDetector } from "../vad/silero.ts";
import { speechToTextContract } from "./contract.ts";
import { findPocketsphinx, PocketsphinxSpeechToText } from "./pocketsphinx.ts";
import type { SpeechToText, Transcription } from "./port.ts";
import { SecondOpinion } from "./secondOpinion.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const projects = ["Billing Portal", "Mobile App", "Weather Station"];
const router = new CommandRouter(commands);
const sentences = [
  "create a new project called billing portal",
  "show my projects",
  "show version history",
];

async function installed() {
  const found = await findPocketsphinx(process.env.PATH ?? "");
  if (!found) throw new Error("pocketsphinx is on PATH and its model is missing");
  return found;
}

async function makeEngine(): Promise<PocketsphinxSpeechToText> {
  const grammar = (names: readonly string[]) => commandGrammar(commands, names);
  return new PocketsphinxSpeechToText({ ...(await installed()), grammar });
}

function clip(transcript: string, voice: string): Int16Array {
  const found = audioClips.find((one) => one.transcript === transcript && one.voice === voice);
  if (!found) throw new Error(`there is no clip of "${transcript}" by ${voice}`);
  return clipSamples(found);
}

/** 300 ms before and after, and over all of it noise from a generator that always gives the same. */
function inARoom(speech: Int16Array): Int16Array {
  const pause = 4800;
  const audio = new Int16Array(speech.length + 2 * pause);
  audio.set(speech, pause);
  let state = 1;
  return audio.map((sample) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.max(-32_768, Math.min(32_767, sample + (state / 2_147_483_648 - 0.5) * 200));
  });
}

function hear(engine: SpeechToText, audio: Int16Array): Promise<Transcription> {
  const { signal } = new AbortController();
  return engine.transcribe({ audio, vocabulary: { projects, terms: [] }, signal });
}

describe("finding it", () => {
  test("where it is not installed, it is not found", async () => {
    expect(await findPocketsphinx("/nowhere:/not/here")).toBeNull();
  });
});

describe.runIf(needs("pocketsphinx_batch"))("pocketsphinx", () => {
  let broken = false;
  speechToTextContract("pocketsphinx", async () => ({
    engine: new PocketsphinxSpeechToText({
      ...(await installed()),
      grammar: (names) => {
        const grammar = broken ? "no grammar" : commandGrammar(commands, names);
        broken = false;
        return grammar;
      },
    }),
    speech: clip("create a new project called billing portal", "slt"),
    expected: /^create a new project called billing portal$/,
    failNext: () => {
      broken = true;
    },
    close: async () => {},
  }));

  describe.each(sentences)("hears %s", (sentence) => {
    test.each(["slt", "rms", "awb", "espeak"])("from %s, and in a room", async (voice) => {
      const engine = await makeEngine();
      const speech = clip(sentence, voice);
      for (const audio of [speech, inARoom(speech)]) {
        const { hypotheses, understood } = await hear(engine, audio);
        expect(understood).toBe(true);
        expect(hypotheses[0]?.text).toBe(sentence);
        expect(hypotheses[0]?.confidence).toBeGreaterThan(0.5);
      }
    });
  });

  const command = ({ kind, transcript }: AudioClip) =>
    kind === "command" && !sentences.includes(transcript);
  test.each(audioClips.filter(command))("understands $voice: $transcript", async (spoken) => {
    const { hypotheses } = await hear(await makeEngine(), clipSamples(spoken));
    const meaning = router.interpret(spoken.transcript, { projects });
    expect(meaning).not.toBeNull();
    const heard = router.interpret(hypotheses[0]?.text ?? "", { projects });
    expect(heard).toMatchObject({ command: meaning?.command, args: meaning?.args });
  });

  const other = audioClips.filter(({ kind }) => kind === "speech");
  test.each(other)("takes for no command: $transcript", async (spoken) => {
    const { hypotheses } = await hear(await makeEngine(), clipSamples(spoken));
    expect(router.interpret(hypotheses[0]?.text ?? "", { projects })).toBeNull();
  });

  // As a conversation does. The other noises are not taken for speech, or for no command.
  test.each(["noise-swelling.wav", "paper.wav", "cough.wav"])(
    "no words are made of %s",
    async (noise) => {
      const detector = new SileroDetector();
      const stt = new SecondOpinion({
        stt: await makeEngine(),
        detector,
        log: createLog("silent"),
      });
      const { hypotheses } = await hear(stt, clipNamed(noise));
      await detector.close();
      expect(hypotheses).toEqual([]);
    },
  );

  test("knows the names of the person's projects, even those that no dictionary has", async () => {
    const engine = await makeEngine();
    const { signal } = new AbortController();
    const audio = clip("open project billing portal", "slt");
    const odd = ["Billing Portal", "Kubernetes", "Größe 2", "!!!", "zzxq", "X".repeat(120)];
    const heard = await engine.transcribe({
      audio,
      vocabulary: { projects: odd, terms: [] },
      signal,
    });
    expect(heard.hypotheses[0]?.text).toBe("open project billing portal");
  });

  test("leaves nothing behind", async () => {
    const engine = await makeEngine();
    const folder = await mkdtemp(join(tmpdir(), "voiceplan-test-"));
    vi.stubEnv("TMPDIR", folder);
    await hear(engine, clip("show my projects", "slt"));
    const abort = new AbortController();
    const stopped = engine.transcribe({
      audio: clip("show my projects", "rms"),
      vocabulary: { projects, terms: [] },
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(new Error("stop")), 100);
    await stopped.catch((error: unknown) => expect(error).toBe(abort.signal.reason));
    expect(await readdir(folder)).toEqual([]);
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
});
