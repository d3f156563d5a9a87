import type { AnyCommand } from "./command.ts";
import { conversationNew } from "./conversationNew.ts";
import { createHelp } from "./help.ts";
import { listeningStart } from "./listeningStart.ts";
import { listeningStop } from "./listeningStop.ts";
import { planCreate } from "./planCreate.ts";
import { planSave } from "./planSave.ts";
import { planVersions } from "./planVersions.ts";
import { projectCreate } from "./projectCreate.ts";
import { projectList } from "./projectList.ts";
import { projectOpen } from "./projectOpen.ts";
import { speechRepeat } from "./speechRepeat.ts";
import { speechSkip } from "./speechSkip.ts";
import { speechStop } from "./speechStop.ts";

const others = [
  ...[projectCreate, projectList, projectOpen],
  ...[planCreate, planSave, planVersions],
  ...[speechStop, speechRepeat, speechSkip],
  ...[listeningStop, listeningStart, conversationNew],
];

/** Every spoken command that this server can execute. */
export const commands: readonly AnyCommand[] = [...others, createHelp(others)];
