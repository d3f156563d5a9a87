import type { AnyCommand } from "./command.ts";
import { createHelp } from "./help.ts";
import { planCreate } from "./planCreate.ts";
import { planSave } from "./planSave.ts";
import { planVersions } from "./planVersions.ts";
import { projectCreate } from "./projectCreate.ts";
import { projectList } from "./projectList.ts";
import { projectOpen } from "./projectOpen.ts";

const others = [projectCreate, projectList, projectOpen, planCreate, planSave, planVersions];

/** Every spoken command that this server can execute. */
export const commands: readonly AnyCommand[] = [...others, createHelp(others)];
