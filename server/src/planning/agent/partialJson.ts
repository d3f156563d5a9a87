/**
 * Reads one object's string fields out of JSON while it is being written, a piece at a time.
 *
 * A model writes a plan as the argument of a tool; this makes what is there so far readable before the
 * closing brace. It looks only at the top-level object: `text(name)` is the decoded beginning of that
 * string field. What is no such JSON has no fields; nothing is thrown, `JSON.parse` judges in the end.
 */
export class PartialJson {
  readonly #fields = new Map<string, string>();
  #depth = 0;
  #state: "outside" | "key" | "colon" | "value" | "string" | "skip" | "broken" = "outside";
  /** The string that is open, decoded; a key, a field, or one inside another value. */
  #open = false;
  #escape = "";
  #key = "";

  /** The field as far as it has been written; undefined before its first quote. */
  text(name: string): string | undefined {
    return this.#fields.get(name);
  }

  push(piece: string): void {
    for (const character of piece) this.#read(character);
  }

  #read(character: string): void {
    if (this.#open) {
      this.#readString(character);
      return;
    }
    switch (this.#state) {
      case "outside":
        if (character === "{") [this.#state, this.#depth] = ["key", 1];
        else if (!/\s/.test(character)) this.#state = "broken";
        return;
      case "key":
        if (character === '"') [this.#open, this.#key] = [true, ""];
        else if (character === "}") this.#state = "broken";
        return;
      case "colon":
        if (character === ":") this.#state = "value";
        return;
      case "value":
        this.#beginValue(character);
        return;
      case "skip":
        this.#skip(character);
        return;
      case "string":
      case "broken":
        return;
    }
  }

  #beginValue(character: string): void {
    if (/\s/.test(character)) return;
    if (character === '"') {
      this.#fields.set(this.#key, "");
      [this.#state, this.#open] = ["string", true];
      return;
    }
    this.#state = "skip";
    this.#skip(character);
  }

  /** Over a value that is no string, and to the comma after any value. */
  #skip(character: string): void {
    if (character === '"') this.#open = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") {
      this.#depth -= 1;
      if (this.#depth === 0) this.#state = "broken";
    } else if (character === "," && this.#depth === 1) this.#state = "key";
  }

  #readString(character: string): void {
    if (this.#escape !== "") {
      this.#escape += character;
      const decoded = decode(this.#escape);
      if (decoded === null) return;
      this.#escape = "";
      this.#append(decoded);
    } else if (character === "\\") {
      this.#escape = "\\";
    } else if (character === '"') {
      this.#open = false;
      if (this.#state === "key") this.#state = "colon";
      else if (this.#state === "string") this.#state = "skip";
    } else {
      this.#append(character);
    }
  }

  #append(text: string): void {
    if (this.#state === "key") this.#key += text;
    else if (this.#state === "string") {
      this.#fields.set(this.#key, (this.#fields.get(this.#key) ?? "") + text);
    }
  }
}

const simple: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** What an escape means, or null while it is incomplete. An unknown one means its own letter. */
function decode(escape: string): string | null {
  const kind = escape.charAt(1);
  if (kind !== "u") return simple[kind] ?? kind;
  if (escape.length < 6) return null;
  const code = Number.parseInt(escape.slice(2), 16);
  return Number.isNaN(code) ? "" : String.fromCharCode(code);
}
