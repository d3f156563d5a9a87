import {
  ConversationSummary,
  GeneratedPlan,
  GenerateRequest,
  pageOf,
  Session,
  SessionQuery,
  UpdateSession,
} from "@voiceplan/protocol";
import { z } from "zod";
import { chat } from "../conversation/chat.ts";
import type { Conversations } from "../conversation/conversations.ts";
import type { SavedConversations } from "../conversation/savedConversations.ts";
import { Problem } from "../lib/problem.ts";
import { templates } from "../planning/templates/templates.ts";
import { answerOf, chatOperation } from "./chat.ts";
import { ById, operation, type Operation, type OperationGroup } from "./operation.ts";
import { sessionMarkdown } from "./sessionMarkdown.ts";
import { whileOpen } from "./whileOpen.ts";

export interface SessionServices {
  ownerId: string;
  conversations: Conversations;
  saved: SavedConversations;
}

/** `/api/planning`: conversations by text, and what was said in them. */
export function sessionOperations(services: SessionServices): OperationGroup {
  const { ownerId, saved } = services;
  const operations = [
    chatOperation(services),
    generate(services),
    operation({
      method: "get",
      path: "/sessions",
      summary: "Lists sessions, the one in which something was said last first.",
      query: SessionQuery,
      answer: pageOf(ConversationSummary),
      run: ({ query }) => saved.page(ownerId, query),
    }),
    operation({
      method: "get",
      path: "/sessions/:id",
      summary: "Reads a session: its newest messages, or those before `cursor`, and its plans.",
      params: ById,
      query: z.object({ cursor: z.uuid().optional() }),
      answer: Session,
      run: ({ params, query }) => saved.read(ownerId, params.id, query.cursor ?? null),
    }),
    operation({
      method: "put",
      path: "/sessions/:id",
      summary: "Renames a session.",
      params: ById,
      body: UpdateSession,
      answer: ConversationSummary,
      run: ({ params, body }) => saved.rename(ownerId, params.id, body.title),
    }),
    operation({
      method: "delete",
      path: "/sessions/:id",
      summary: "Deletes a session. Its plans stay.",
      params: ById,
      status: 204,
      async run({ params }) {
        await saved.delete(ownerId, params.id);
        return undefined;
      },
    }),
    operation({
      method: "post",
      path: "/sessions/:id/restore",
      summary: "Brings a deleted session back.",
      params: ById,
      answer: ConversationSummary,
      run: ({ params }) => saved.restore(ownerId, params.id),
    }),
    operation({
      method: "get",
      path: "/sessions/:id/export",
      summary: "What was said in a session, as Markdown.",
      params: ById,
      media: ["text/markdown"],
      async run({ params, response }) {
        const session = await saved.read(ownerId, params.id, null);
        const messages = await saved.messages(ownerId, params.id);
        response.attachment("conversation.md").type("text/markdown; charset=utf-8");
        response.send(sessionMarkdown(session, messages));
        return undefined;
      },
    }),
  ];
  return { path: "/api/planning", tag: "Planning", operations };
}

function generate({ ownerId, conversations, saved }: SessionServices): Operation {
  return operation({
    method: "post",
    path: "/generate",
    summary: "Makes a plan of what was said in a session.",
    body: GenerateRequest,
    answer: GeneratedPlan,
    async run({ body: { sessionId, template }, response }) {
      await saved.read(ownerId, sessionId, null);
      const conversation = await conversations.open(ownerId, { conversationId: sessionId });
      const signal = whileOpen(response);
      const before = conversation.plan;
      let answer = "";
      if (template !== undefined) {
        const chosen = templates.find(({ id }) => id === template);
        if (!chosen) {
          const known = templates.map(({ id }) => id).join(", ");
          throw new Problem(
            "invalid_payload",
            `There is no template ${template}. There are: ${known}.`,
          );
        }
        const words = `Use the ${chosen.title} template`;
        answer = (await answerOf(chat(conversation, words, signal))).response;
      }
      const { response: said } = await answerOf(chat(conversation, "Save this plan", signal));
      const { plan } = conversation;
      if (!plan) throw new Problem("not_understood", `No plan could be made yet. ${said}`);
      const isAsItWas = plan.id === before?.id && plan.currentVersion === before.currentVersion;
      if (template !== undefined && isAsItWas) {
        throw new Problem("not_understood", `${plan.title} stays as it is. ${answer}`);
      }
      const { id: planId, currentVersion: version, title } = plan;
      return { sessionId, planId, version, title, response: said };
    },
  });
}
