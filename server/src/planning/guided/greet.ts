import type { Control } from "./understand/control.ts";

const about = "What do you want to build or change?";

/** The answer to a message that begins no plan while none is open; null when it does begin one. */
export function greet(text: string, control: Control | null): string | null {
  switch (control) {
    case "done":
      return `There is nothing to save yet. ${about}`;
    case "help":
      return "Tell me what you want to build, fix or change, and I ask what the plan needs. For example: I want to add CSV export to the billing portal.";
    case "restart":
    case "back":
    case "skip":
    case "repeat":
    case "remaining":
    case "review":
    case "example":
    case "pause":
      return about;
    case "courtesy":
      return /\b(?:thank|thanks|bye)\b/i.test(text) ? "You're welcome." : `Hello. ${about}`;
    case null:
      break;
  }
  if (
    /^(?:what|who|how|why|when|where|which|do you|are you|can you)\b/i.test(text.trim()) &&
    /\?\s*$/.test(text)
  ) {
    return `I write development plans by asking questions. ${about}`;
  }
  return text.replace(/[^\p{L}]+/gu, "").length < 3 ? about : null;
}
