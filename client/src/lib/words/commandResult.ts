import { Plan, PlanVersionSummary, Project } from "@voiceplan/protocol";
import { z } from "zod";
import type { CommandEntry } from "../state/view.ts";

const Projects = z.object({ projects: z.array(Project) });
const Versions = z.object({ plan: Plan, versions: z.array(PlanVersionSummary) });
const Commands = z.object({
  commands: z.array(
    z.object({ name: z.string(), summary: z.string(), examples: z.array(z.string()) }),
  ),
});
const Choices = z.object({ choices: z.array(z.string()) });

/** What a command has to show beside what it says. */
export type CommandResult =
  | { kind: "projects"; projects: Project[] }
  | { kind: "versions"; plan: Plan; versions: PlanVersionSummary[] }
  | { kind: "commands"; commands: z.infer<typeof Commands>["commands"] }
  | { kind: "choices"; choices: string[] };

/** Null: there is nothing to show, or nothing that this page knows how to. */
export function commandResult({ command, result }: CommandEntry): CommandResult | null {
  switch (command) {
    case "project.list": {
      const { data } = Projects.safeParse(result);
      return data && data.projects.length > 0 ? { kind: "projects", ...data } : null;
    }
    case "plan.versions": {
      const { data } = Versions.safeParse(result);
      return data && data.versions.length > 0 ? { kind: "versions", ...data } : null;
    }
    case "help": {
      const { data } = Commands.safeParse(result);
      return data ? { kind: "commands", ...data } : null;
    }
    default: {
      const { data } = Choices.safeParse(result);
      return data && data.choices.length > 0 ? { kind: "choices", ...data } : null;
    }
  }
}
