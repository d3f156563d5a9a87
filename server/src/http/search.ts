import { pageOf, SearchHit, SearchQuery } from "@voiceplan/protocol";
import type { Memory } from "../memory/memory.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface SearchServices {
  ownerId: string;
  search: Pick<Memory, "find">;
}

/** `/api/search`. */
export function searchOperations({ ownerId, search }: SearchServices): OperationGroup {
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Finds projects, plans and what was said, by meaning and by words.",
      query: SearchQuery,
      answer: pageOf(SearchHit),
      run: ({ query: { q, project, versions, ...asked } }) =>
        search.find(ownerId, q, { ...asked, projectId: project, allVersions: versions === "all" }),
    }),
  ];
  return { path: "/api/search", tag: "Search", operations };
}
