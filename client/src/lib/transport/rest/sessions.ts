import type { ConversationSummary, Session, SessionQuery } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import type { Page } from "./projects.ts";
import { at, queryOf, request, requestNothing } from "./request.ts";

const path = (id: string): string => `/api/planning/sessions/${at(id)}`;

export const pageOfSessions = (query: Partial<SessionQuery>): Promise<Page<ConversationSummary>> =>
  request(wire.sessionPage, `/api/planning/sessions${queryOf(query)}`);

/** With its newest messages, or those before the cursor. */
export const getSession = (id: string, cursor: string | null = null): Promise<Session> =>
  request(wire.session, `${path(id)}${queryOf({ cursor })}`);

/** Null names it after how it began. */
export const renameSession = (id: string, title: string | null): Promise<ConversationSummary> =>
  request(wire.sessionSummary, path(id), { method: "PUT", body: { title } });

export const deleteSession = (id: string): Promise<void> =>
  requestNothing(path(id), { method: "DELETE" });

/** Brings a deleted session back. */
export const undeleteSession = (id: string): Promise<ConversationSummary> =>
  request(wire.sessionSummary, `${path(id)}/restore`, { method: "POST" });

/** Where a session is to be had as Markdown. */
export const sessionExportUrl = (id: string): string => `${path(id)}/export`;
