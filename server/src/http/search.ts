import { pageOf, SearchHit, SearchQuery } from "@voiceplan/protocol";
import type { Search } from "../planning/search.ts";
import { operation, type OperationGroup } from "./operation.ts";

export interface SearchServices {
  ownerId: string;
  search: Search;
}

/** `/api/search`. */
export function searchOperations({ ownerId, search }: SearchServices): OperationGroup {
  const operations = [
    operation({
      method: "get",
      path: "/",
      summary: "Finds projects, plans and messages by words in them.",
      query: SearchQuery,
      answer: pageOf(SearchHit),
      run: ({ query: { q, ...page } }) => search.find(ownerId, q, page),
    }),
  ];
  return { path: "/api/search", tag: "Search", operations };
}
