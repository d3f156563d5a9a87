/** Work of which there is never more than one under way: whoever asks meanwhile gets the same outcome. */
export class OneAtATime<T> {
  readonly #work: () => Promise<T>;
  #underWay: Promise<T> | null = null;

  constructor(work: () => Promise<T>) {
    this.#work = work;
  }

  run(): Promise<T> {
    this.#underWay ??= this.#work().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  /** Resolves when nothing is under way, whatever has become of it. */
  async idle(): Promise<void> {
    await this.#underWay?.catch(() => undefined);
  }
}
