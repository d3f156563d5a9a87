import type { Plan, PlanVersionSummary, Project } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { CommandEntry } from "../state/view.ts";
import { groupsOf, type CommandGroup } from "./examples.ts";
import { isWire } from "../transport/wireSchema.ts";

/** What a command has to show beside what it says. */
export type CommandResult =
  | { kind: "projects"; projects: Project[] }
  | { kind: "versions"; plan: Plan; versions: PlanVersionSummary[] }
  | { kind: "commands"; groups: CommandGroup[] }
  | { kind: "choices"; choices: string[] };

/** Null: there is nothing to show, or nothing that this page knows how to. */
export function commandResult({ command, result }: CommandEntry): CommandResult | null {
  const value: unknown = result;
  if (command === "project.list" && isWire(wire.projectsResult, value)) {
    return value.projects.length > 0 ? { kind: "projects", projects: value.projects } : null;
  }
  if (command === "plan.versions" && isWire(wire.versionsResult, value)) {
    const { plan, versions } = value;
    return versions.length > 0 ? { kind: "versions", plan, versions } : null;
  }
  if (command === "help" && isWire(wire.commandsResult, value)) {
    return { kind: "commands", groups: groupsOf(value.commands) };
  }
  if (isWire(wire.choicesResult, value) && value.choices.length > 0) {
    return { kind: "choices", choices: value.choices };
  }
  return null;
}
