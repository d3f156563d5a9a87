import type { SearchHit } from "@voiceplan/protocol";

/** Names what was found: a thing as it is now, or an older version of it. */
export function hitKey({ id, isCurrent, version }: SearchHit): string {
  return isCurrent === false ? `${id} ${version ?? ""}` : id;
}
