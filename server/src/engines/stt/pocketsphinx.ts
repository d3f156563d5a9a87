import {
  access,
  constants,
  mkdtemp,
  open,
  readFile,
  rm,
  unlink,
  writeFile,
} from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { bytesOf } from "../../lib/pcm.ts";
import { Problem } from "../../lib/problem.ts";
import { inARoom, loudFrames, peakOf } from "./pocketsphinxAudio.ts";
import { PronouncingDictionary } from "./pocketsphinxDictionary.ts";
import { decode } from "./pocketsphinxProcess.ts";
import type { Fit } from "./pocketsphinxProcess.ts";
import type { Hypothesis, SpeechToText, Transcription, TranscriptionRequest } from "./port.ts";
import { Turnstile } from "./turnstile.ts";

export interface PocketsphinxOptions {
  /** The decoder, `pocketsphinx_batch`. */
  program: string;
  /** The folder of the American English model, with `en-us/` and the dictionary in it. */
  modelDir: string;
  /** All that can be said, in the Java Speech Grammar Format, given the names of the person's projects. */
  grammar: (projects: readonly string[]) => string;
}

const modelDirs = [
  "/usr/share/pocketsphinx/model/en-us",
  "/usr/local/share/pocketsphinx/model/en-us",
];
const mostHypotheses = 3;
const mostCandidates = 30;
const shortestSamples = 1600;
const quietestPeak = 100;
const mostGrammars = 8;
const mostProjects = 200;

/**
 * How much better, a frame of speech, an arbitrary row of phones may fit than a command does; beyond
 * that it was something else. In the decoder's unit; measured over commands and other speech.
 */
const leastFit = -10;
const fitScale = 4;
/** How much of what sounded like speech the command has to account for. */
const leastCoverage = 0.6;

/** Where the decoder, looked for on `path`, and its model are installed; null when they are not. */
export async function findPocketsphinx(
  path: string,
): Promise<Pick<PocketsphinxOptions, "program" | "modelDir"> | null> {
  const programs = path.split(delimiter).map((folder) => join(folder, "pocketsphinx_batch"));
  const program = await firstUsable(programs, constants.X_OK);
  const means = await firstUsable(
    modelDirs.map((folder) => join(folder, "en-us", "means")),
    constants.R_OK,
  );
  const modelDir = modelDirs.find((folder) => means?.startsWith(folder));
  return program !== null && modelDir !== undefined ? { program, modelDir } : null;
}

/**
 * Recognises spoken commands with pocketsphinx and a grammar. A loop over all phones is decoded beside
 * it: where that fits much better, it was no command.
 */
export class PocketsphinxSpeechToText implements SpeechToText {
  readonly name = "pocketsphinx";
  readonly #options: PocketsphinxOptions;
  readonly #turnstile = new Turnstile(Math.max(1, Math.min(2, availableParallelism() - 1)));
  readonly #prepared = new Map<string, Prepared>();
  #dictionary: Promise<PronouncingDictionary> | null = null;

  constructor(options: PocketsphinxOptions) {
    this.#options = options;
  }

  async transcribe({ audio, vocabulary, signal }: TranscriptionRequest): Promise<Transcription> {
    signal.throwIfAborted();
    if (audio.length < shortestSamples || peakOf(audio) < quietestPeak)
      return { hypotheses: [], understood: true };
    const release = await this.#turnstile.enter(signal);
    let folder: string | null = null;
    try {
      const prepared = await this.#prepare(vocabulary.projects.slice(0, mostProjects));
      folder = await mkdtemp(join(tmpdir(), "voiceplan-stt-"));
      return await this.#decode(folder, prepared, audio, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Problem) throw error;
      throw new Problem("recognition_failed", "The built-in speech recogniser failed.", {
        retryable: true,
        cause: error,
      });
    } finally {
      release();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
  }

  async #decode(
    folder: string,
    prepared: Prepared,
    audio: Int16Array,
    signal: AbortSignal,
  ): Promise<Transcription> {
    const at = (name: string): string => join(folder, name);
    await Promise.all([
      writeFile(at("control"), "stdin\n"),
      writeFile(at("commands.gram"), prepared.grammar),
      writeFile(at("commands.dict"), prepared.words),
      writeFile(at("phones.gram"), prepared.phoneGrammar),
      writeFile(at("phones.dict"), prepared.phones),
    ]);
    const common = ["-hmm", join(this.#options.modelDir, "en-us"), "-ctl", at("control")];
    common.push(
      "-cepdir",
      "/dev",
      "-cepext",
      "",
      "-adcin",
      "yes",
      "-backtrace",
      "yes",
      "-bestpath",
      "no",
    );
    const commands = ["-jsgf", at("commands.gram"), "-dict", at("commands.dict")];
    const others = ["-nbest", String(mostCandidates), "-nbestdir", folder, "-nbestext", ".others"];
    const phones = ["-jsgf", at("phones.gram"), "-dict", at("phones.dict")];
    // The decoders need a file that they can seek in. Once both have it open it has no name any more.
    await writeFile(at("audio"), bytesOf(inARoom(audio)));
    const files = await Promise.all([open(at("audio")), open(at("audio"))]);
    const [first, second] = files;
    await unlink(at("audio"));
    const run = (args: readonly string[], { fd }: FileHandle) =>
      decode(this.#options.program, [...common, ...args], fd, signal);
    const [command, other] = await Promise.all([
      run([...commands, ...others], first),
      run(phones, second),
    ]).finally(() => Promise.all(files.map((file) => file.close())));
    if (command.speechFrames === 0) return { hypotheses: [], understood: true };
    const confidence = confidenceOf(command, other, loudFrames(audio));
    if (confidence < 0.5) return { hypotheses: [], understood: false };
    // There is no such file when no others were found in time.
    const more = await readFile(at("stdin.others"), "utf8").catch(() => "");
    const hypotheses = readHypotheses(`${command.text}\n${more}`, confidence);
    // To a grammar, rustling paper is its shortest command.
    const isDoubtful = hypotheses[0]?.text.includes(" ") === false;
    return { hypotheses, understood: true, isDoubtful };
  }

  async #prepare(projects: readonly string[]): Promise<Prepared> {
    const grammar = this.#options.grammar(projects);
    const before = this.#prepared.get(grammar);
    if (before) return before;
    this.#dictionary ??= PronouncingDictionary.read(
      join(this.#options.modelDir, "cmudict-en-us.dict"),
    );
    const dictionary = await this.#dictionary;
    const names = dictionary.phones.map((phone) => ({
      phone,
      name: `phone${phone.toLowerCase()}`,
    }));
    const prepared: Prepared = {
      grammar,
      words: dictionary.write(wordsOfGrammar(grammar)),
      phones: names.map(({ name, phone }) => `${name} ${phone}\n`).join(""),
      // The first phone stands apart: the decoder enters a rule again where it entered it first.
      phoneGrammar: `#JSGF V1.0;\ngrammar phones;\npublic <any> = <phone> <more>;\n<more> = <phone> +;\n<phone> = ${names.map(({ name }) => name).join(" | ")};\n`,
    };
    if (this.#prepared.size >= mostGrammars) this.#prepared.clear();
    this.#prepared.set(grammar, prepared);
    return prepared;
  }
}

interface Prepared {
  grammar: string;
  words: string;
  phones: string;
  phoneGrammar: string;
}

function confidenceOf(command: Fit, other: Fit, loud: number): number {
  const frames = Math.max(command.speechFrames, loud);
  if (command.speechFrames < frames * leastCoverage) return 0;
  const fit = (command.score - other.score) / frames;
  return 1 / (1 + Math.exp((leastFit - fit) / fitScale));
}

/** Lines of words and a score, best first, many of them with the same words. */
function readHypotheses(lines: string, confidence: number): Hypothesis[] {
  const texts = lines.split("\n").map((line) => line.replace(/ -?\d+$/, "").trim());
  return [...new Set(texts)]
    .filter((text) => text !== "")
    .slice(0, mostHypotheses)
    .map((text, at) => ({ text, confidence: confidence * 0.9 ** at }));
}

/** The words of a grammar are what is no rule, no weight and no sign. */
function wordsOfGrammar(grammar: string): Set<string> {
  const rules = grammar.slice(grammar.indexOf(";", grammar.indexOf("grammar ")) + 1);
  const words = rules.replaceAll(/<\w+>|\/[^/]*\/|^public(?= <)/gm, " ").match(/[a-z']+/g);
  return new Set(words ?? []);
}

async function firstUsable(paths: readonly string[], mode: number): Promise<string | null> {
  for (const path of paths) {
    const usable = await access(path, mode).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return null;
}
