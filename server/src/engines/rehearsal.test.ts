import { expect, test } from "vitest";
import { rehearse } from "./rehearsal.ts";

test("each role is gone through to its end, and nobody outside is asked", async () => {
  await expect(rehearse()).resolves.toBeUndefined();
});
