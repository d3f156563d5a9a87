import { expect, test } from "vitest";
import { heldOutPlanUtterances } from "../../test/utterances/heldOutPlanUtterances.ts";
import { heldOutSentences } from "../../test/utterances/heldOutSentences.ts";
import { heldOutUtterances } from "../../test/utterances/heldOutUtterances.ts";
import { label, measure, tellMeasured } from "../../test/utterances/measure.ts";
import { secondSentences, secondUtterances } from "../../test/utterances/secondHeldOut.ts";
import { commands } from "./index.ts";
import { CommandRouter } from "./router.ts";

const router = new CommandRouter(commands);
const names = new Set(commands.map(({ name }) => name));

test.each([
  ["the first held-out set", [heldOutPlanUtterances, heldOutUtterances], heldOutSentences],
  ["the second held-out set", [secondUtterances], secondSentences],
])(
  "%s is understood, though no phrase was written for it",
  (what, suites, sentences) => {
    const labelled = suites.flatMap(label).filter(({ command }) => names.has(command));
    const measured = measure(router, labelled, sentences);
    tellMeasured(what, labelled, sentences, measured);
    expect(measured.f1, measured.wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(measured.executed).toEqual([]);
  },
  60_000,
);
