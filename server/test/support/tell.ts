/** Puts a line into the test run's output: a seed, or what was measured. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
