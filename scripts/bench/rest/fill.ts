import { randomUUID } from "node:crypto";
import { emptyMetadata } from "@voiceplan/protocol";
import { parsePlan } from "../../../server/src/planning/planMarkdown.ts";
import { progressOf } from "../../../server/src/planning/progress.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { LOCAL_USER_ID } from "../../../server/src/store/localUser.ts";
import { seeded } from "../../../server/test/support/random.ts";
import { planTexts, titleText } from "./planText.ts";

/** How much there is: a person who has planned for years. */
const PROJECTS = 200;
export const PLANS = 10_000;
export const VERSIONS_EACH = 10;

const PLANS_AT_ONCE = 100;
const HOUR_MS = 3_600_000;
const statuses = ["draft", "approved", "in_progress", "completed"] as const;

/**
 * Fills an empty database with plans as people write them: every version a little longer. The memory does
 * not read them: it would be at it for the whole run, and what is measured here does not ask it.
 */
export async function fill(db: Db): Promise<void> {
  const random = seeded(1);
  const projects = Array.from({ length: PROJECTS }, (_, at) => ({
    id: randomUUID(),
    ownerId: LOCAL_USER_ID,
    name: `${titleText(random)} ${at + 1}`,
    description: titleText(random),
    tags: [`tag-${at % 12}`],
    updatedAt: new Date(Date.now() - at * HOUR_MS),
  }));
  await db.project.createMany({ data: projects });
  for (let from = 0; from < PLANS; from += PLANS_AT_ONCE) {
    const plans = Array.from({ length: PLANS_AT_ONCE }, (_, at) => {
      const number = from + at;
      const title = `${titleText(random)} ${number + 1}`;
      const texts = planTexts(title, VERSIONS_EACH, random);
      const { done, total } = progressOf(texts.at(-1) ?? "");
      return {
        texts,
        row: {
          id: randomUUID(),
          projectId: projects[number % PROJECTS]?.id ?? "",
          title,
          status: statuses[number % 4],
          currentVersion: VERSIONS_EACH,
          tasksDone: done,
          tasksTotal: total,
          updatedAt: new Date(Date.now() - number * 60_000),
        },
      };
    });
    await db.devPlan.createMany({ data: plans.map(({ row }) => row) });
    await db.devPlanVersion.createMany({
      data: plans.flatMap(({ row, texts }) =>
        texts.map((content, at) => ({
          id: randomUUID(),
          planId: row.id,
          number: at + 1,
          content,
          sections: parsePlan(content).sections,
          metadata: emptyMetadata,
          changeSummary: `Change ${at + 1}`,
          author: "user" as const,
        })),
      ),
    });
  }
  await db.memoryJob.deleteMany();
}
