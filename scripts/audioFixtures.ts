// `npm run audio-fixtures`: the clips in audio-fixtures/ and their manifest, by flite, espeak-ng and sox.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AudioClip } from "../server/test/support/audioFixtures.ts";
import { noises } from "./audioFixtures/noises.ts";
import { inRoot } from "./lib/paths.mjs";
import { runScript, say } from "./lib/report.mjs";

const folder = inRoot("audio-fixtures");
const voices = ["slt", "rms", "awb", "espeak"] as const;
type Voice = (typeof voices)[number];
const rate = 16_000;

const inEveryVoice = [
  "create a new project called billing portal",
  "show my projects",
  "show version history",
];

const commands: readonly (readonly [Voice, string])[] = [
  ["slt", "create a new project called weather station"],
  ["rms", "create a project named recipe finder"],
  ["slt", "open project billing portal"],
  ["awb", "switch to the mobile app project"],
  ["rms", "create a development plan"],
  ["slt", "could you show me the version history please"],
  ["rms", "save this plan"],
  ["slt", "help"],
  ["rms", "list my plans"],
  ["slt", "read the plan"],
  ["awb", "next section"],
  ["rms", "set the priority to high"],
  ["slt", "set the status to approved"],
  ["rms", "summarize the plan"],
  ["slt", "repeat that"],
  ["slt", "skip this"],
  ["rms", "speak slower"],
  ["rms", "louder"],
  ["awb", "turn up the volume"],
  ["slt", "stop listening"],
  ["rms", "start a new conversation"],
  ["rms", "undo the last change"],
  ["rms", "undo that"],
];

const speech: readonly (readonly [Voice, string])[] = [
  ["slt", "the weather is lovely today"],
  ["rms", "it takes about forty hours"],
  ["awb", "turn off the lights in the kitchen"],
  ["slt", "refactor the authentication module"],
  ["rms", "good morning everyone and welcome"],
  ["slt", "don't save this plan"],
];

const licences: Readonly<Record<Voice, string>> = {
  slt: "MIT; voice: CMU ARCTIC slt (permissive, as Flite)",
  rms: "MIT; voice: CMU ARCTIC rms (permissive, as Flite)",
  awb: "MIT; voice: CMU ARCTIC awb (permissive, as Flite)",
  espeak: "MIT; made by eSpeak NG, whose licence does not cover what it says",
};

function sox(...args: readonly string[]): void {
  // -R: the same noise every time; -D: no dither.
  execFileSync("sox", ["-R", "-D", ...args], { stdio: ["ignore", "ignore", "pipe"] });
}

function describe(
  file: string,
  more: Omit<AudioClip, "file" | "sha256" | "sampleRate" | "durationMs">,
) {
  const bytes = readFileSync(join(folder, file));
  const durationMs = Math.round(((bytes.length - 44) / 2 / rate) * 1000);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, sha256, sampleRate: rate, durationMs, ...more } satisfies AudioClip;
}

function speak(scratch: string, voice: Voice, text: string, kind: "command" | "speech"): AudioClip {
  const raw = join(scratch, "raw.wav");
  if (voice === "espeak") execFileSync("espeak-ng", ["-v", "en-us", "-w", raw, text]);
  else execFileSync("flite", ["-voice", voice, "-t", text, "-o", raw]);
  const file = `${text.replaceAll(/[^a-z]+/g, "-")}.${voice}.wav`;
  sox(raw, "-r", String(rate), "-c", "1", "-b", "16", "-e", "signed-integer", join(folder, file));
  const program = voice === "espeak" ? "espeak-ng -v en-us" : `flite -voice ${voice}`;
  return describe(file, {
    kind,
    transcript: text,
    voice,
    madeBy: program,
    licence: licences[voice],
  });
}

function makeNoise(name: string, effects: readonly string[]): AudioClip {
  const file = `${name}.wav`;
  const format = ["-r", String(rate), "-c", "1", "-b", "16", "-e", "signed-integer"];
  sox("-n", ...format, join(folder, file), ...effects);
  const madeBy = `sox -n ${effects.join(" ")}`;
  return describe(file, { kind: "noise", transcript: "", voice: null, madeBy, licence: "MIT" });
}

await runScript(() => Promise.resolve(make()));

function make(): number {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (file.endsWith(".wav")) rmSync(join(folder, file));
  const scratch = mkdtempSync(join(tmpdir(), "voiceplan-fixtures-"));
  try {
    const clips = [
      ...inEveryVoice.flatMap((text) =>
        voices.map((voice) => speak(scratch, voice, text, "command")),
      ),
      ...commands.map(([voice, text]) => speak(scratch, voice, text, "command")),
      ...speech.map(([voice, text]) => speak(scratch, voice, text, "speech")),
      ...Object.entries(noises).map(([name, effects]) => makeNoise(name, effects)),
    ];
    writeFileSync(join(folder, "manifest.json"), `${JSON.stringify({ clips }, null, 2)}\n`);
    say(`${clips.length} clips are in audio-fixtures.`);
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
