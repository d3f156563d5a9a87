import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { openTestPool } from "../../test/support/database.ts";
import { createLog } from "../lib/log.ts";
import { LOCAL_USER_ID } from "./localUser.ts";
import { migrationsFolder, readMigrations } from "./migrations.ts";
import { migrate } from "./migrator.ts";

const log = createLog("silent");

test("what was said before messages knew their project is of the one that was open then", async () => {
  const { pool, close } = await openTestPool({ migrated: false });
  onTestFinished(close);
  const migrations = await readMigrations(migrationsFolder);
  const at = migrations.findIndex(({ name }) => name.endsWith("_takeaways"));
  await migrate(pool, migrations.slice(0, at), log);

  const [first, second, turning, settled] = [1, 2, 3, 4].map(() => randomUUID());
  await pool.query(
    `INSERT INTO projects (id, owner_id, name, updated_at)
     SELECT id, $1::uuid, id::text, now() FROM unnest($2::uuid[]) AS id`,
    [LOCAL_USER_ID, [first, second]],
  );
  await pool.query(
    `INSERT INTO conversations (id, owner_id, project_id, updated_at)
     SELECT id, $1::uuid, $2::uuid, now() FROM unnest($3::uuid[]) AS id`,
    [LOCAL_USER_ID, second, [turning, settled]],
  );
  await pool.query(
    `INSERT INTO conversation_events (conversation_id, seq, at, event)
     SELECT $1::uuid, seq, at, jsonb_build_object('type', 'project.opened', 'project', jsonb_build_object('id', id))
     FROM (VALUES (1, timestamptz '2026-01-02', $2), (2, timestamptz '2026-01-04', $3)) AS x (seq, at, id)`,
    [turning, first, second],
  );
  await pool.query(
    `INSERT INTO messages (id, conversation_id, role, modality, content, created_at)
     SELECT gen_random_uuid(), id::uuid, 'user', 'text', content, at
     FROM (VALUES ($1, 'between', timestamptz '2026-01-03'), ($1, 'after', timestamptz '2026-01-05'),
       ($2, 'elsewhere', timestamptz '2026-01-03')) AS x (id, content, at)`,
    [turning, settled],
  );
  await migrate(pool, migrations, log);

  const { rows } = await pool.query<object>(
    "SELECT content, project_id FROM messages ORDER BY content",
  );
  expect(rows).toEqual([
    { content: "after", project_id: second },
    { content: "between", project_id: first },
    { content: "elsewhere", project_id: second },
  ]);
});
