import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closestNames, resolveName, sameName } from "./names.ts";

const names = ["Billing Portal", "Mobile App", "Search Engine", "Weather Station", "Portal 2"];

describe("a name is found", () => {
  test.each([
    ["billing portal", "Billing Portal"],
    ["the billing portal", "Billing Portal"],
    ["BillingPortal", "Billing Portal"],
    ["building portal", "Billing Portal"],
    ["filling portal", "Billing Portal"],
    ["billing", "Billing Portal"],
    ["mobil ap", "Mobile App"],
    ["surge engine", "Search Engine"],
    ["whether station", "Weather Station"],
    ["portal two", "Portal 2"],
  ])("by spelling or sound: %s", (heard, name) => {
    expect(resolveName(heard, names)).toMatchObject({ kind: "one", name });
  });
});

test("two that are equally near are both offered", () => {
  const resolved = resolveName("billing", ["Billing Portal", "Billing Report", "Mobile App"]);
  expect(resolved).toEqual({ kind: "several", names: ["Billing Portal", "Billing Report"] });
});

test("names that differ only in a number are told apart", () => {
  expect(resolveName("portal 3", ["Portal 2", "Portal 3"])).toMatchObject({ name: "Portal 3" });
});

test("names that differ only in case are told apart by their case", () => {
  expect(resolveName("Atlas", ["ATLAS", "Atlas"])).toMatchObject({ kind: "one", name: "Atlas" });
  expect(resolveName("atlas", ["ATLAS", "Atlas"])).toMatchObject({ kind: "several" });
});

test("what resembles nothing resolves to nothing", () => {
  expect(resolveName("unicorn farm", names).kind).toBe("none");
  expect(resolveName("anything", [])).toEqual({ kind: "none", nearest: null });
});

test("the same name is the same in any case, spacing and punctuation", () => {
  expect(sameName("Billing Portal", "billing-portal")).toBe(true);
  expect(sameName("Billing Portal", "Billing Portals")).toBe(false);
});

test("every name finds itself, and scores stay between 0 and 1", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { minLength: 1 }), (heard, all) => {
      for (const { score } of closestNames(heard, all)) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
      const [first] = all;
      if (first !== undefined && /[a-z]/.test(first))
        expect(closestNames(first, all)[0]?.score).toBe(1);
    }),
  );
});
