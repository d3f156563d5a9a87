import { createHash } from "node:crypto";
import type { Exporter } from "./exporter.ts";
import { workItemsOf } from "./workItems.ts";

/** Room between neighbours, as Trello leaves it. */
const STEP = 65_536;

/** A board in the shape of Trello's own export: a list for each heading, a card for each task. */
export const trello: Exporter = {
  format: "trello",
  mediaType: "application/json; charset=utf-8",
  extension: "trello.json",
  write({ plan, version: { content } }) {
    const idOf = (...parts: string[]): string => objectId([plan.id, ...parts].join(" "));
    const items = workItemsOf(content);
    const names = [...new Set(items.map(({ path }) => path.join(": ") || plan.title))];
    const idBoard = idOf("board");
    const lists = names.map((name, index) => ({
      id: idOf("list", name),
      idBoard,
      name,
      closed: false,
      pos: (index + 1) * STEP,
    }));
    const cards = items.map(({ title, notes, isDone, path }, index) => ({
      id: idOf("card", `${index}`),
      idBoard,
      idList: idOf("list", path.join(": ") || plan.title),
      name: title,
      desc: notes,
      closed: false,
      dueComplete: isDone,
      pos: (index + 1) * STEP,
      idLabels: [],
      idChecklists: [],
    }));
    const board = { id: idBoard, name: plan.title, desc: "", closed: false, lists, cards };
    return `${JSON.stringify({ ...board, labels: [], checklists: [] }, null, 2)}\n`;
  },
};

/** 24 hexadecimal digits, as Trello's ids have; the same for the same name. */
function objectId(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 24);
}
