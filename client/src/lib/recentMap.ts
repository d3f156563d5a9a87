const CAPACITY = 64;

/** A map that keeps what was set most recently and forgets the rest. */
export class RecentMap<V> extends Map<string, V> {
  override set(key: string, value: V): this {
    this.delete(key);
    super.set(key, value);
    const [oldest] = this.keys();
    if (this.size > CAPACITY && oldest !== undefined) this.delete(oldest);
    return this;
  }
}
