import { randomUUID } from "node:crypto";
import { createLog } from "../../src/lib/log.ts";
import { LOCAL_USER_ID } from "../../src/store/localUser.ts";
import { openStore } from "../../src/store/open.ts";

/*
 * A process of its own for tests that kill one: `node storeProcess.ts DATA_DIR [DATABASE_URL]` opens
 * the store, says "open", then writes without end and says each row once it is acknowledged.
 */
const [dataDir = "", databaseUrl = null] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const { db } = await openStore({ databaseUrl, dataDir, log: createLog("silent") });
  say("open");
  const { id } = await db.conversation.create({
    data: { id: randomUUID(), ownerId: LOCAL_USER_ID },
  });
  for (let seq = 1; ; seq += 3) {
    const rows = [0, 1, 2].map((step) => ({ conversationId: id, seq: seq + step }));
    await db.$transaction(async (tx) => {
      await tx.conversationEvent.createMany({
        data: rows.map((row) => ({ ...row, at: new Date(), event: { type: "state" } })),
      });
      await tx.conversation.update({ where: { id }, data: { summary: `${seq + 2}` } });
    });
    say(`${id} ${seq + 2}`);
  }
} catch (error) {
  say(`failed ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
  process.exitCode = 1;
}
