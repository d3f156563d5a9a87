import type {
  CreateTakeaway,
  SimilarProject,
  Takeaway,
  TakeawayKind,
  UpdateTakeaway,
} from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { Page } from "./projects.ts";
import { at, queryOf, request, requestNothing, requestTagged, type Tagged } from "./request.ts";

interface Asked {
  kind?: TakeawayKind;
  forgotten?: "true";
  limit: number;
  cursor: string | null;
}

const listOf = (projectId: string): string => `/api/projects/${at(projectId)}/memory/takeaways`;
const pathOf = ({ projectId, id }: Pick<Takeaway, "projectId" | "id">): string =>
  `${listOf(projectId)}/${at(id)}`;

export const pageOfTakeaways = (projectId: string, asked: Asked): Promise<Page<Takeaway>> =>
  request(wire.takeawayPage, `${listOf(projectId)}${queryOf({ ...asked })}`);

export const getTakeaway = (which: Takeaway): Promise<Tagged<Takeaway>> =>
  requestTagged(wire.takeaway, pathOf(which));

export const createTakeaway = (
  projectId: string,
  fields: Omit<CreateTakeaway, "id">,
): Promise<Takeaway> =>
  request(wire.takeaway, listOf(projectId), { body: { id: crypto.randomUUID(), ...fields } });

export const updateTakeaway = (
  which: Takeaway,
  body: UpdateTakeaway,
  ifMatch: string | null,
): Promise<Takeaway> => request(wire.takeaway, pathOf(which), { method: "PUT", body, ifMatch });

export const forgetTakeaway = (which: Takeaway): Promise<void> =>
  requestNothing(pathOf(which), { method: "DELETE" });

export const bringBackTakeaway = (which: Takeaway): Promise<Takeaway> =>
  request(wire.takeaway, `${pathOf(which)}/restore`, { method: "POST" });

export async function similarProjects(projectId: string): Promise<SimilarProject[]> {
  const path = `/api/projects/${at(projectId)}/memory/similar`;
  return (await request(wire.similarPage, path)).items;
}
