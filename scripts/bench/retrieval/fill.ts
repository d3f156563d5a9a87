import { randomUUID } from "node:crypto";
import { emptyMetadata } from "@voiceplan/protocol";
import type { Indexer } from "../../../server/src/memory/indexer.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { LOCAL_USER_ID } from "../../../server/src/store/localUser.ts";
import { plannedTexts, STRANGERS, type PlannedText } from "./corpus.ts";

/** So many plans are written down before the memory reads them. */
const PLANS_AT_ONCE = 100;

/** A memory that grows. */
export class Growing {
  readonly #texts = plannedTexts();
  readonly #projects = new Map<number, string>();
  readonly strangerId = randomUUID();
  /** The sections that are current, by the number of their project. */
  readonly sections = new Map<number, string[]>();
  passages = 0;

  projectId(number: number): string {
    return this.#projects.get(number) ?? "";
  }

  /** Lets plans come in until there are about so many passages; resolves with passages a second. */
  async growTo(passages: number, db: Db, indexer: Indexer): Promise<number> {
    if (this.passages === 0) {
      await db.user.create({ data: { id: this.strangerId, name: "Somebody else" } });
    }
    const before = this.passages;
    let ms = 0;
    while (this.passages < passages) {
      const plans: PlannedText[] = [];
      while (plans.length < PLANS_AT_ONCE && this.passages < passages) {
        const text = this.#texts.next().value;
        plans.push(text);
        this.passages += text.passages;
      }
      await this.#writeDown(plans, db);
      const startedAt = performance.now();
      await indexer.index();
      ms += performance.now() - startedAt;
    }
    return ((this.passages - before) / ms) * 1000;
  }

  async #writeDown(plans: readonly PlannedText[], db: Db): Promise<void> {
    for (const { project, sections } of plans) {
      if (!this.#projects.has(project)) {
        this.#projects.set(project, randomUUID());
        this.passages += 1;
        const ownerId = project === STRANGERS ? this.strangerId : LOCAL_USER_ID;
        const data = { id: this.projectId(project), ownerId, name: `Project ${project}` };
        await db.project.create({ data });
      }
      this.sections.set(project, [...(this.sections.get(project) ?? []), ...sections]);
    }
    const rows = plans.map(({ project, title, versions }) => ({
      row: {
        ...{ id: randomUUID(), projectId: this.projectId(project), title },
        currentVersion: versions.length,
      },
      versions,
    }));
    await db.devPlan.createMany({ data: rows.map(({ row }) => row) });
    await db.devPlanVersion.createMany({
      data: rows.flatMap(({ row, versions }) =>
        versions.map((content, at) => ({
          ...{ id: randomUUID(), planId: row.id, number: at + 1, content, sections: [] },
          ...{ metadata: emptyMetadata, author: "user" as const },
        })),
      ),
    });
  }
}
