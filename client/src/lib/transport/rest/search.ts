import type { SearchHit, SearchKind } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { Page } from "./projects.ts";
import { queryOf, request } from "./request.ts";

interface Asked {
  q: string;
  kind?: SearchKind | undefined;
  /** ISO 8601. */
  from?: string | undefined;
  versions?: "all" | undefined;
  limit: number;
  cursor: string | null;
}

/** What answers a question or has its words, best first. */
export const searchPage = (asked: Asked): Promise<Page<SearchHit>> =>
  request(wire.searchPage, `/api/search${queryOf({ ...asked })}`);
