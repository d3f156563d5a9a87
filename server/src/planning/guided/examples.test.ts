import { describe, expect, test } from "vitest";
import { memoryStore } from "../memoryPlans.double.ts";
import { PlannerRun } from "../plannerRun.double.ts";
import { templates } from "../templates/templates.ts";
import { conversations } from "./examples/conversations.ts";
import { GuidedPlanner } from "./guidedPlanner.ts";

const now = () => new Date(2025, 10, 21, 10);

/** The conversation and the plan that results, as a page to be read. */
async function page(title: string, messages: readonly string[]): Promise<string> {
  const { projects, plans, all } = memoryStore();
  const run = new PlannerRun(new GuidedPlanner({ projects, plans, now }));
  const lines: string[] = [];
  for (const message of messages) {
    const { text } = await run.say(message);
    lines.push(`> **You:** ${message}\n>\n> **Voiceplan:** ${text}`);
  }
  const version = all.versions.at(-1);
  if (version === undefined) throw new Error(`The conversation "${title}" saved nothing.`);
  const versions = all.versions.map(({ number, changeSummary }) => `${number}. ${changeSummary}`);
  return `<!-- Example: ${title} -->\n\n${lines.join("\n>\n")}\n\n${version.content}\n<!-- Metadata\n${JSON.stringify(version.metadata, null, 2)}\n${versions.join("\n")}\n-->\n`;
}

describe("an interview by the template", () => {
  test.for(templates.map(({ id, title }) => [id, title] as const))(
    "%s ends in the plan that is written down beside it",
    async ([id, title]) => {
      await expect(await page(title, conversations[id])).toMatchFileSnapshot(`examples/${id}.md`);
    },
  );
});
