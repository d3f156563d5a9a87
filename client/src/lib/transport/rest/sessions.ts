import type { ConversationSummary, SessionQuery } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { Page } from "./projects.ts";
import { queryOf, request } from "./request.ts";

export const pageOfSessions = (query: Partial<SessionQuery>): Promise<Page<ConversationSummary>> =>
  request(wire.sessionPage, `/api/planning/sessions${queryOf(query)}`);
