import type { AnyCommand } from "./command.ts";
import { conversationNew } from "./conversationNew.ts";
import { createHelp } from "./help.ts";
import { listeningStart } from "./listeningStart.ts";
import { listeningStop } from "./listeningStop.ts";
import { planAccept } from "./planAccept.ts";
import { planCompare } from "./planCompare.ts";
import { planCreate } from "./planCreate.ts";
import { planEstimate } from "./planEstimate.ts";
import { planExport } from "./planExport.ts";
import { planList } from "./planList.ts";
import { planNext } from "./planNext.ts";
import { planOpen } from "./planOpen.ts";
import { planPriority } from "./planPriority.ts";
import { planRead } from "./planRead.ts";
import { planReject } from "./planReject.ts";
import { planRename } from "./planRename.ts";
import { planRestore } from "./planRestore.ts";
import { planSave } from "./planSave.ts";
import { planStatus } from "./planStatus.ts";
import { planVersions } from "./planVersions.ts";
import { projectCreate } from "./projectCreate.ts";
import { projectList } from "./projectList.ts";
import { projectOpen } from "./projectOpen.ts";
import { search } from "./search.ts";
import { speechRate } from "./speechRate.ts";
import { speechRepeat } from "./speechRepeat.ts";
import { speechSkip } from "./speechSkip.ts";
import { speechStop } from "./speechStop.ts";
import { speechVolume } from "./speechVolume.ts";
import { summarize } from "./summarize.ts";
import { taskAdd } from "./taskAdd.ts";
import { taskCheck } from "./taskCheck.ts";
import { undo } from "./undo.ts";

const others = [
  ...[projectCreate, projectList, projectOpen],
  ...[planCreate, planSave, planVersions],
  ...[planList, planOpen, planRead, planNext],
  ...[planRename, planStatus, planPriority, planEstimate],
  ...[taskAdd, taskCheck, planCompare, planRestore],
  ...[planAccept, planReject],
  ...[summarize, search, undo, planExport],
  ...[speechStop, speechRepeat, speechSkip, speechRate, speechVolume],
  ...[listeningStop, listeningStart, conversationNew],
];

/** Every spoken command that this server can execute. */
export const commands: readonly AnyCommand[] = [...others, createHelp(others)];
