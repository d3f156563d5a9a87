import { isWire, type WireSchema } from "../transport/wireSchema.ts";
import { remembered } from "./remembered.ts";

/** An edit of a plan that is not saved. */
export interface KeptDraft {
  /** The version that it began with, its text, and what named the plan's state then. */
  version: number;
  content: string;
  etag: string | null;
  text: string;
  /** When it was last typed in. */
  at: string;
}

const schema: WireSchema<KeptDraft> = {
  type: "object",
  required: ["version", "content", "etag", "text", "at"],
  properties: {
    version: { type: "number" },
    content: { type: "string" },
    etag: { type: ["string", "null"] },
    text: { type: "string" },
    at: { type: "string" },
  },
};

const keyOf = (planId: string): string => `plan-draft.${planId}`;

/** Edits that survive the tab they were made in. */
export const keptDrafts = {
  get(planId: string): KeptDraft | null {
    const json = remembered.get(keyOf(planId));
    if (json === null) return null;
    try {
      const value: unknown = JSON.parse(json);
      return isWire(schema, value) ? value : null;
    } catch {
      // Something else has written there: it is no draft of ours.
      return null;
    }
  },

  /** Whether there is room for it. */
  set(planId: string, draft: Omit<KeptDraft, "at">): boolean {
    const at = new Date().toISOString();
    return remembered.set(keyOf(planId), JSON.stringify({ ...draft, at }));
  },

  drop(planId: string): void {
    remembered.set(keyOf(planId), null);
  },
};
