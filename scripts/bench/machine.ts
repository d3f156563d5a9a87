import { cpus, totalmem } from "node:os";

/** What the figures were measured on. */
export function machine(): string {
  const cores = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  return `${cores.length} cores (${cores[0]?.model ?? "unknown"}), ${gigabytes} GB, Node ${process.versions.node}`;
}
