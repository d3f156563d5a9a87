import { HttpProblem, Plan, PlanDetail, PlanVersion, Project } from "@voiceplan/protocol";
import { afterEach, expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { getJson } from "./support/rest.ts";

const app = useEmulatedServer({});

afterEach(() => {
  expect(app.provider.leftovers()).toBe(0);
});

/** As people write: no two blank lines alike. */
const text = [
  "# Import",
  "For the archive.  ",
  "## Goals",
  "* Nothing is typed twice\t",
  "",
  "",
  "## Approach",
  "### Phase one",
  "- [ ] Read the files",
  "### Phase two",
  "- [ ] Compare every field",
  "- [ ] Report what differs",
  "### Phase three",
  "- [ ] Switch over",
  "",
  "## Risks ##",
  "The scanner is old.",
].join("\n");

async function post(path: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return (await fetch(new URL(path, app.url), init)).json();
}

const planOf = (id: string) => getJson(app.url, `/api/devplans/${id}`, PlanDetail);
const contentOf = async (id: string, number: number) =>
  (await getJson(app.url, `/api/devplans/${id}/versions/${number}`, PlanVersion)).content;

/** A conversation about a plan that was written by hand. */
async function talkAbout(title: string): Promise<{ client: ConversationClient; planId: string }> {
  const { id: projectId } = Project.parse(await post("/api/projects", { name: title }));
  const content = text.replace("Import", title);
  const plan = PlanDetail.parse(await post("/api/devplans", { projectId, content }));
  const client = await ConversationClient.open(app.url, { projectId, speech: false });
  await client.ask(`open the plan ${title}`);
  return { client, planId: plan.id };
}

/** What the model answers a wish with: one call, then words. */
function answers(name: string, args: object): void {
  app.provider.nextChats({ toolCalls: [{ name, arguments: args }] }, { text: "That is done." });
}

test("the model changes what it was asked to change, and no other byte", async () => {
  const { client, planId } = await talkAbout("Import");
  answers("revise_section", {
    section: "Phase two",
    content: "- [ ] Compare a sample",
    changeSummary: "Made phase two shorter",
  });
  await client.ask("make phase two shorter");
  const shorter = text.replace(
    "\n- [ ] Compare every field\n- [ ] Report what differs\n",
    "\n\n- [ ] Compare a sample\n\n",
  );
  expect(await contentOf(planId, 2)).toBe(shorter);

  answers("revise_plan", {
    markdown: "# Import\n\n## Goals\n\nOther words.\n\n## Testing\n\n- [ ] Load tests\n",
    sections: ["Testing"],
    changeSummary: "Added load tests",
  });
  await client.ask("we also have to test it with a whole year of files");
  expect(await contentOf(planId, 3)).toBe(`${shorter}\n\n## Testing\n\n- [ ] Load tests\n`);
  expect(client.all("plan.saved").map(({ version }) => version)).toEqual([2, 3]);
  client.close();
});

test("what was changed in conversation waits, over a restart too, until it is accepted aloud", async () => {
  const { client, planId } = await talkAbout("Payroll");
  const change = { section: "Risks", content: "None.", changeSummary: "No risks" };
  answers("revise_section", change);
  await client.ask("there are no risks any more");
  expect(await planOf(planId)).toMatchObject({ currentVersion: 2, reviewFrom: 1 });
  client.close();
  await app.server.restart();
  expect(await planOf(planId)).toMatchObject({ currentVersion: 2, reviewFrom: 1 });

  const again = await ConversationClient.open(app.url, {
    conversationId: client.id,
    speech: false,
  });
  expect(await again.ask("accept the change")).toMatchObject({
    text: "Version 2 of Payroll is accepted.",
  });
  expect(again.all("plan.changed").at(-1)?.plan).toMatchObject({ id: planId, reviewFrom: null });
  expect(await planOf(planId)).toMatchObject({ currentVersion: 2, reviewFrom: null });
  again.close();
});

test("what is rejected, aloud or over REST, reads byte for byte as before", async () => {
  const { client, planId } = await talkAbout("Ledger");
  const rewrite = { markdown: "# All new\n\n## Other\n\nText.\n", changeSummary: "Rewritten" };
  answers("revise_plan", rewrite);
  await client.ask("write all of it anew");
  expect((await planOf(planId)).title).toBe("All new");
  await client.ask("no reject it");
  const before = text.replace("Import", "Ledger");
  expect(await contentOf(planId, 3)).toBe(before);
  expect(await planOf(planId)).toMatchObject({ title: "Ledger", reviewFrom: null });
  // To undo this is to have the change back, to be looked at again.
  await client.ask("undo");
  expect(await planOf(planId)).toMatchObject({ currentVersion: 4, reviewFrom: 3 });

  const review = (decision: string, version: number) =>
    post(`/api/devplans/${planId}/review`, { decision, version });
  expect(HttpProblem.parse(await review("reject", 3))).toMatchObject({ code: "conflict" });
  expect(HttpProblem.parse(await review("accept", 9))).toMatchObject({ code: "not_found" });
  expect(Plan.parse(await review("reject", 4))).toMatchObject({
    currentVersion: 5,
    reviewFrom: null,
  });
  expect(await contentOf(planId, 5)).toBe(before);
  const nothing = HttpProblem.parse(await review("reject", 5));
  expect(nothing.detail).toContain("Nothing waits");
  client.close();
});
