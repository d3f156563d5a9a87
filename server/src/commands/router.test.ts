import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { falseFriends as generalFalseFriends } from "../../test/utterances/falseFriends.ts";
import {
  planChangeFalseFriends,
  planChangeUtterances,
} from "../../test/utterances/planChangeUtterances.ts";
import { knownProjects, label, measure, tellMeasured } from "../../test/utterances/measure.ts";
import { planUtterances } from "../../test/utterances/planUtterances.ts";
import { projectUtterances } from "../../test/utterances/projectUtterances.ts";
import { readingFalseFriends, readingUtterances } from "../../test/utterances/readingUtterances.ts";
import { sessionFalseFriends, sessionUtterances } from "../../test/utterances/sessionUtterances.ts";
import { taskFalseFriends, taskUtterances } from "../../test/utterances/taskUtterances.ts";
import { versionFalseFriends, versionUtterances } from "../../test/utterances/versionUtterances.ts";
import { commands } from "./index.ts";
import type { Pending } from "./pending.ts";
import { CommandRouter } from "./router.ts";

// Properties try hundreds of texts: they have time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const router = new CommandRouter(commands);
const projects = knownProjects;
const interpret = (text: string, pending?: Pending) =>
  router.interpret(text, { projects, pending });

const falseFriends = [
  ...generalFalseFriends,
  ...readingFalseFriends,
  ...planChangeFalseFriends,
  ...taskFalseFriends,
  ...versionFalseFriends,
  ...sessionFalseFriends,
];

const labelled = [
  projectUtterances,
  planUtterances,
  readingUtterances,
  planChangeUtterances,
  taskUtterances,
  versionUtterances,
  sessionUtterances,
].flatMap(label);

describe("the labelled suite", () => {
  test("finds the commands and their arguments in what people say", () => {
    const measured = measure(router, labelled, falseFriends);
    tellMeasured("commands", labelled, falseFriends, measured);
    expect(labelled.length + falseFriends.length).toBeGreaterThanOrEqual(400);
    expect(measured.f1, measured.wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
  }, 60_000);

  test.each(falseFriends)("leaves to the planner: %s", (text) => {
    expect(interpret(text)).toBeNull();
  });

  test("every example that help gives is understood as its command", () => {
    for (const { name, examples } of commands)
      for (const example of examples) expect(interpret(example)?.command, example).toBe(name);
  });
});

describe("names", () => {
  test.each([
    ["create a project called Fix It Now", "Fix It Now"],
    ['create a project called "Thanks", please', "Thanks"],
    ["Create a project called Do It.", "Do It"],
    ["create a new project called C#", "C#"],
    ["new project called Ünïcode Größe", "Ünïcode Größe"],
    ["create a project called The Daily please", "The Daily"],
    ["create a project called search and rescue", "search and rescue"],
    ["create a project called o'reilly tools", "o'reilly tools"],
  ])("are kept as they were said: %s", (text, name) => {
    expect(interpret(text)).toMatchObject({ command: "project.create", args: { name } });
  });

  test("of other people's clauses are none", () => {
    expect(interpret("create a project called billing portal that handles invoices")).toBeNull();
    expect(interpret("create a project called billing portal, it should send invoices")).toBeNull();
  });
});

describe("the titles of the plans of the project that is open", () => {
  const plans = ["Single sign-on", "CSV export", "Mobile app"];
  const within = (text: string) => router.interpret(text, { projects, plans });

  test.each([
    ["Open single sign-on", "single sign-on"],
    ["could you open the CSV export please", "CSV export"],
    ["go to single sign on", "single sign on"],
  ])("are names: %s", (text, name) => {
    expect(interpret(text)).toBeNull();
    expect(within(text)).toMatchObject({ command: "plan.open", args: { name } });
  });

  test("stand behind a project of the same name", () => {
    expect(projects).toContain("Mobile App");
    expect(within("open mobile app")?.command).toBe("project.open");
  });

  test.each(falseFriends)("make a command of nothing that is for the planner: %s", (text) => {
    expect(within(text)).toBeNull();
  });
});

describe("the answer to a question that was asked back", () => {
  const naming: Pending = { command: "project.create", arg: "name" };
  const choosing: Pending = {
    command: "project.open",
    arg: "name",
    choices: ["Billing Portal", "Billing API"],
  };

  test.each([
    ["billing portal", "billing portal"],
    ["Um, call it Billing Portal please.", "Billing Portal"],
    ["it should be called night owl", "night owl"],
    ["the name is Atlas", "Atlas"],
    ["let's call it second brain", "second brain"],
  ])("gives the name: %s", (text, name) => {
    expect(interpret(text, naming)).toMatchObject({ command: "project.create", args: { name } });
  });

  test.each([
    ["the second one", "Billing API"],
    ["billing api", "Billing API"],
    ["the first", "Billing Portal"],
    ["I meant the portal", "Billing Portal"],
  ])("picks one of the choices: %s", (text, name) => {
    expect(interpret(text, choosing)).toEqual({
      command: "project.open",
      args: { name },
      confidence: 0.85,
    });
  });

  test("to a yes-or-no question may be yes", () => {
    const pending = { ...choosing, choices: ["Billing Portal"] };
    expect(interpret("yes please", pending)?.args).toEqual({ name: "Billing Portal" });
    expect(interpret("no", pending)).toBeNull();
  });

  test("may be another command instead", () => {
    expect(interpret("show my projects", naming)?.command).toBe("project.list");
  });

  test.each(["never mind", "I don't know", "cancel", "what do you mean?"])(
    "may be none: %s",
    (text) => {
      expect(interpret(text, naming)).toBeNull();
    },
  );
});

describe("any text", () => {
  const words = fc.constantFrom(
    ...'create new project called open show my projects version history save this plan please um the of don\'t "x" it'.split(
      " ",
    ),
  );
  const speech = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(" "));
  const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 500 }), fc.string(), speech);

  test("gets an answer, and always the same one", () => {
    fc.assert(
      fc.property(anything, fc.array(fc.string(), { maxLength: 4 }), (text, names) => {
        const first = router.interpret(text, { projects: names });
        expect(router.interpret(text, { projects: names })).toEqual(first);
        if (first) expect(first.confidence).toBeGreaterThan(0.5);
      }),
    );
  });

  const before = fc.constantFrom("", "um ", "okay so ", "could you please ", "hey voiceplan, ");
  const after = fc.constantFrom("", " please", ".", " for me, thanks!", " if you can");

  test("means the same in any case and with any politeness around it", () => {
    const said = labelled.map(({ text }) => text).filter((text) => /^[a-z ]+$/.test(text));
    fc.assert(
      fc.property(
        before,
        fc.constantFrom(...said),
        after,
        fc.boolean(),
        (first, text, last, loud) => {
          const polite = `${first}${text}${last}`;
          const meant = interpret(loud ? polite.toUpperCase() : polite);
          expect(meant?.command, polite).toBe(interpret(text)?.command);
        },
      ),
    );
  });

  test("that is for the planner is so with any politeness around it", () => {
    fc.assert(
      fc.property(before, fc.constantFrom(...falseFriends), after, (first, text, last) => {
        expect(interpret(`${first}${text}${last}`), `${first}${text}${last}`).toBeNull();
      }),
    );
  });

  test("ends in no name made of politeness, unless there is one or it is announced", () => {
    expect(interpret("open the plan please")).toBeNull();
    expect(interpret("show the plan, thanks")).toBeNull();
    expect(router.interpret("open the project please", { projects: ["Please"] })?.args).toEqual({
      name: "please",
    });
    expect(interpret("create a project called Please")?.args).toEqual({ name: "Please" });
  });

  test("that is long is for the planner", () => {
    expect(interpret("save this plan ".repeat(1300))).toBeNull();
    expect(interpret("a".repeat(20_000))).toBeNull();
  });
});
