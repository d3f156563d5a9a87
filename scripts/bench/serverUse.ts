import { readFileSync } from "node:fs";
import { setInterval as every } from "node:timers";
import { quantile } from "./quantiles.ts";

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
const SAMPLE_MS = 500;

export interface Use {
  /** Of one core, all threads together: 1 is a core that does nothing else. */
  cores: number;
  /** Resident memory in bytes: the median, and the most. */
  rss: number;
  rssPeak: number;
}

/** What a process uses, from /proc, between its making and `stop`. */
export class ServerUse {
  readonly #pid: number;
  readonly #startedAt = performance.now();
  readonly #cpuAtStart: number;
  readonly #rss: number[] = [];
  readonly #sampling: NodeJS.Timeout;

  constructor(pid: number) {
    this.#pid = pid;
    this.#cpuAtStart = cpuMs(pid);
    this.#sampling = every(() => this.#rss.push(rssOf(pid)), SAMPLE_MS);
  }

  stop(): Use {
    clearInterval(this.#sampling);
    this.#rss.push(rssOf(this.#pid));
    const elapsedMs = performance.now() - this.#startedAt;
    return {
      cores: (cpuMs(this.#pid) - this.#cpuAtStart) / elapsedMs,
      rss: quantile(this.#rss, 0.5),
      rssPeak: quantile(this.#rss, 1),
    };
  }
}

/** Processor time so far of all threads of the process. */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in brackets, may hold anything; after it the fields are counted from the third on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory in bytes. */
export function rssOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
