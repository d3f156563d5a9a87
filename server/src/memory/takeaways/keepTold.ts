import { randomUUID } from "node:crypto";
import type { Tx } from "../../store/db.ts";
import { sameWords } from "./distinct.ts";
import type { Told } from "./told.ts";

/**
 * Makes what a source tells the takeaways that the project has of it. One that is known already gets
 * another source; one that is told no more goes, unless the person has changed it or something else
 * tells it. What was forgotten stays so. Resolves with whether anything is different.
 */
export async function keepTold(tx: Tx, { projectId, teller, at, found }: Told): Promise<boolean> {
  const texts = found.map((one) => ({ ...one, words: sameWords(one.text) }));
  const told = texts.map(({ words }) => words);
  const isTold = { projectId, OR: [{ words: { in: told } }, { origin: { in: told } }] };
  const known = await tx.takeaway.findMany({ where: isTold });
  const before = new Set(known.flatMap(({ words, origin }) => [words, origin]));
  const { count: created } = await tx.takeaway.createMany({
    data: texts
      .filter(({ words }) => !before.has(words))
      .map(({ kind, text, words }, place) => ({
        ...{ id: randomUUID(), projectId, kind, text, words, origin: words },
        // Of several that are told at once, the first stands first.
        createdAt: new Date(at.getTime() - place),
      })),
    skipDuplicates: true,
  });
  const takeaways = created > 0 ? await tx.takeaway.findMany({ where: isTold }) : known;
  const ids = takeaways.map(({ id }) => id);
  const { count: linked } = await tx.takeawaySource.createMany({
    data: ids.map((takeawayId) => ({ id: randomUUID(), takeawayId, ...teller, at })),
    skipDuplicates: true,
  });
  const of = "planId" in teller ? { planId: teller.planId } : { messageId: teller.messageId };
  const left = { ...of, takeawayId: { notIn: ids }, takeaway: { isOwn: false } };
  const untold = await tx.takeawaySource.findMany({ where: left });
  if (untold.length > 0) {
    await tx.takeawaySource.deleteMany({ where: left });
    const told = { id: { in: untold.map(({ takeawayId }) => takeawayId) } };
    await tx.takeaway.deleteMany({
      where: { ...told, isOwn: false, forgottenAt: null, sources: { none: {} } },
    });
  }
  return created + linked + untold.length > 0;
}
