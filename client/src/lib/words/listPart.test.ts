import { expect, test } from "vitest";
import { earlierThan, lastPart, laterThan, partAt } from "./listPart.ts";

test.for([
  [0, 0],
  [149, 0],
  [150, 50],
  [199, 50],
  [2000, 1900],
] as const)("of %i items those from %i on are the end", ([count, from]) => {
  expect(lastPart(count)).toEqual({ from, to: count });
});

test("never more than 150 are in the page, wherever one reads and however much is added", () => {
  for (let count = 0; count <= 1000; count += 1) {
    const { from, to } = lastPart(count);
    expect(to - from).toBeLessThanOrEqual(150);
  }
  expect(partAt(100, 2000)).toEqual({ from: 100, to: 250 });
  expect(partAt(100, 180)).toEqual({ from: 100, to: 180 });
});

test("step by step one comes to the start and back to the end, and no step leaves anything out", () => {
  const count = 2019;
  let part = lastPart(count);
  while (part.from > 0) {
    const earlier = partAt(earlierThan(part), count);
    expect(earlier.from).toBeLessThan(part.from);
    expect(earlier.to).toBeGreaterThan(part.from);
    part = earlier;
  }
  while (part.to < count) {
    const later = partAt(laterThan(part, count), count);
    expect(later.to).toBeGreaterThan(part.to);
    expect(later.from).toBeLessThan(part.to);
    part = later;
  }
  expect(partAt(laterThan(part, count), count)).toEqual(part);
});
