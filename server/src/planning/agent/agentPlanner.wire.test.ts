import { expect, test } from "vitest";
import { startProvider } from "../../../test/support/provider.ts";
import { OpenAiChat } from "../../engines/chat/openai.ts";
import { memoryStore } from "../memoryPlans.double.ts";
import { PlannerRun } from "../plannerRun.double.ts";
import { AgentPlanner } from "./agentPlanner.ts";

test("a plan is drafted by a streamed call of a tool over HTTP, and its result goes back to the model", async () => {
  const provider = await startProvider();
  try {
    const tasks = Array.from(
      { length: 20 },
      (_, index) => `- [ ] Task number ${index} of "many"`,
    ).join("\n");
    const markdown = `# Dark mode\n\n## Tasks\n\n${tasks}\n`;
    provider.nextChats(
      {
        toolCalls: [
          { name: "draft_plan", arguments: { title: "Dark mode", markdown, estimatedHours: 8 } },
        ],
      },
      { text: "I drafted it. Who is it for?" },
    );
    const { baseUrl } = provider;
    const chat = new OpenAiChat({ baseUrl, model: "glm-4.5", temperature: 0.4, maxTokens: 2200 });
    const store = memoryStore();
    const run = new PlannerRun(
      new AgentPlanner({ chat, ...store, now: () => new Date(2025, 10, 21) }),
    );

    const { text, of } = await run.say("create a plan for dark mode");

    expect(text).toBe("I drafted it. Who is it for?");
    expect(of("draft").length).toBeGreaterThan(2);
    expect(store.all.versions).toMatchObject([
      { content: markdown, metadata: { estimatedHours: 8 } },
    ]);
    const [first, second] = provider.journal.chats.map(({ request }) => request);
    expect(first?.tools?.map((tool) => tool.function.name)).toContain("revise_section");
    expect(second?.messages.map(({ role }) => role)).toEqual([
      "system",
      "user",
      "assistant",
      "tool",
    ]);
    expect(provider.leftovers()).toBe(0);
  } finally {
    await provider.close();
  }
});
