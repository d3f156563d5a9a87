/** So many statements at most are kept prepared by each session of the database. */
const MOST_NAMED = 300;
/** So many texts are remembered as having been seen once. */
const MOST_SEEN = 1000;

/**
 * Searches by words or vectors, whose best plan depends on what is looked for, and lists of any length,
 * which come in as many texts.
 */
const UNNAMED = /<=>|@@ \$\d|\bIN \(\$\d+,|\)\s*,\s*\(\$\d/;

/**
 * Names for statements that come again, by which a session keeps them parsed, and planned where one plan
 * is as good for every value. To parse and plan costs the embedded database more than most of them do.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();

  /** Empty for a statement that is new, that is better without, or one too many. */
  nameOf(sql: string): string {
    const known = this.#names.get(sql);
    if (known !== undefined) return known;
    if (this.#names.size >= MOST_NAMED || UNNAMED.test(sql)) return "";
    if (!this.#seen.delete(sql)) {
      if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
      this.#seen.add(sql);
      return "";
    }
    const name = `voiceplan_${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}
