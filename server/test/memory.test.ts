import {
  ChatAnswer,
  PlanDetail,
  Project,
  SearchHit,
  SystemReport,
  Takeaway,
} from "@voiceplan/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { startProvider } from "./support/provider.ts";
import { getJson } from "./support/rest.ts";
import {
  ServerProcess,
  startServer,
  type Environment,
  type TestServer,
} from "./support/serverProcess.ts";

const Hits = z.object({ items: z.array(SearchHit) });
const patience = { timeout: 60_000, interval: 50 };

async function start(variables: Environment = {}): Promise<TestServer> {
  const server = await startServer(variables);
  onTestFinished(() => server.remove());
  return server;
}

async function post<S extends z.ZodType>(server: TestServer, path: string, body: object, shape: S) {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return shape.parse(await (await fetch(new URL(path, server.url), init)).json());
}

const search = async (server: TestServer, query: string): Promise<SearchHit[]> =>
  (await getJson(server.url, `/api/search?q=${encodeURIComponent(query)}`, Hits)).items;
const system = (server: TestServer) => getJson(server.url, "/api/system", SystemReport);
const upToDate = (server: TestServer): Promise<void> =>
  vi.waitFor(async () => {
    expect((await system(server)).memory).toMatchObject({ waiting: 0, unembedded: 0 });
  }, patience);

async function plan(server: TestServer, projectId: string, title: string, text: string) {
  const content = `# ${title}\n\n## Overview\n\n${text}\n`;
  return post(server, "/api/devplans", { projectId, title, content }, PlanDetail);
}

test(
  "what was written right before a kill is remembered after the start",
  { timeout: 120_000 },
  async () => {
    const server = await start();
    const { id } = await post(server, "/api/projects", { name: "Aviary" }, Project);
    for (let round = 1; round <= 4; round += 1) {
      // Acknowledged means committed, and with it the job.
      await Promise.all([
        plan(server, id, `Perches ${round}`, `Cockatoo number${round}a sits on oak.`),
        plan(server, id, `Feed ${round}`, `Millet and number${round}b seeds.`),
      ]);
      await server.crash();
    }
    await upToDate(server);
    for (let round = 1; round <= 4; round += 1) {
      expect((await search(server, `number${round}a`)).map(({ title }) => title)).toEqual([
        `Perches ${round}`,
      ]);
      expect((await search(server, `number${round}b`)).map(({ title }) => title)).toEqual([
        `Feed ${round}`,
      ]);
    }
    const { memory } = await system(server);
    expect(memory).toMatchObject({ waiting: 0, failing: 0, unembedded: 0 });
  },
);

test(
  "a decision that was said right before a kill is remembered once after the start",
  { timeout: 120_000 },
  async () => {
    const server = await start();
    const { id: projectId } = await post(server, "/api/projects", { name: "Aviary" }, Project);
    const rounds = [1, 2, 3, 4];
    for (const round of rounds) {
      const message = `We decided to buy perch number${round}.`;
      await post(server, "/api/planning/chat", { message, projectId }, ChatAnswer);
      const content = `# Feed ${round}\n\n## Decisions\n\n- Millet number${round} on Mondays\n`;
      await post(server, "/api/devplans", { projectId, content }, PlanDetail);
      await server.crash();
    }
    await upToDate(server);
    const path = `/api/projects/${projectId}/memory/takeaways?limit=200`;
    const { items } = await getJson(server.url, path, z.object({ items: z.array(Takeaway) }));
    expect(items.map(({ text, sources }) => `${text} ${sources.length}`).toSorted()).toEqual(
      [
        ...rounds.map((round) => `We decided to buy perch number${round}. 1`),
        ...rounds.map((round) => `Millet number${round} on Mondays 1`),
      ].toSorted(),
    );
  },
);

test(
  "a provider's embeddings serve, and another model embeds everything anew while search goes on",
  { timeout: 120_000 },
  async () => {
    const provider = await startProvider();
    onTestFinished(() => provider.close());
    const variables = {
      ROUTER_API_KEY: "sk",
      ROUTER_BASE_URL: provider.baseUrl,
      EMBEDDING_MODEL: "small",
    };
    const server = await start(variables);
    const { id } = await post(server, "/api/projects", { name: "Bakery" }, Project);
    await plan(server, id, "Ovens", "The stone oven is heated at four.");
    await upToDate(server);
    const { embeddings } = (await system(server)).engines;
    expect(embeddings).toMatchObject({ engine: `small at ${new URL(provider.baseUrl).host}` });
    expect(embeddings.quality).toBe("full");
    expect((await search(server, "stone oven"))[0]).toMatchObject({ title: "Ovens" });
    const embedded = provider.journal.embeddings.flatMap(({ input }) => input);
    expect(embedded.filter((text) => text.includes("stone oven is heated"))).toHaveLength(1);

    // The same text again is embedded already.
    await plan(server, id, "Ovens", "The stone oven is heated at four.");
    await upToDate(server);
    expect(
      provider.journal.embeddings
        .flatMap(({ input }) => input)
        .filter((text) => text.includes("stone oven is heated")),
    ).toHaveLength(1);

    await server.process.stop();
    const other = await ServerProcess.start({ ...server.environment, EMBEDDING_MODEL: "large" });
    onTestFinished(() => other.kill());
    const found = await getJson(other.url, "/api/search?q=stone+oven", Hits);
    expect(found.items[0]).toMatchObject({ title: "Ovens" });
    await vi.waitFor(async () => {
      const { engines, memory } = await getJson(other.url, "/api/system", SystemReport);
      expect(engines.embeddings.engine).toContain("large");
      expect(memory.unembedded).toBe(0);
    }, patience);
    const models = provider.journal.embeddings.map(({ model }) => model);
    expect(new Set(models)).toEqual(new Set(["small", "large"]));
    await other.stop();
    await server.restart();
  },
);

test("a provider without embeddings is replaced by what is built in, and the report says why", async () => {
  const provider = await startProvider({ embeddings: null });
  onTestFinished(() => provider.close());
  const server = await start({ ROUTER_API_KEY: "sk", ROUTER_BASE_URL: provider.baseUrl });
  const { id } = await post(server, "/api/projects", { name: "Pottery" }, Project);
  await plan(server, id, "Kiln", "Glaze at twelve hundred degrees.");
  await vi.waitFor(async () => {
    const { engines, memory } = await system(server);
    expect(engines.embeddings).toMatchObject({ engine: "built-in n-grams", quality: "limited" });
    expect(engines.embeddings.why).toContain("embedding-001");
    expect(memory.unembedded).toBe(0);
  }, patience);
  expect((await search(server, "glazing in a kiln"))[0]).toMatchObject({ title: "Kiln" });
});
