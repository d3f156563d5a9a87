import { expect, test } from "vitest";
import { planStart } from "./planStart.ts";

test("a new plan has its own title over what the example says", () => {
  expect(planStart("Export", null)).toBe("# Export\n");
  expect(planStart("Export", "# Example\n\n## Tasks\n")).toBe("# Export\n\n## Tasks\n");
  expect(planStart("Costs $& more", "# Example\n## Tasks\n")).toBe("# Costs $& more\n\n## Tasks\n");
});
