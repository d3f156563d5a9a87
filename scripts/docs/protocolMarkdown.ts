import {
  clientRequests,
  commandArgs,
  Conversation,
  ConversationEventBody,
  HttpProblem,
  ProblemCode,
  ReplyAudio,
  SystemReport,
} from "@voiceplan/protocol";
import { format } from "prettier";
import type { z } from "zod";
import { fieldsOf, jsonSchemaOf, textOf } from "./jsonSchemaText.ts";

/** `docs/protocol.md`, made from the schemas that client and server parse with. */
export async function protocolMarkdown(): Promise<string> {
  const parts = [introduction, requests(), events(), audio(), problems(), commands(), rest()];
  return format(parts.join("\n"), { parser: "markdown", printWidth: 100 });
}

const introduction = `# Protocol

Made by \`npm run docs\` from the schemas in \`protocol/src\`; do not edit it here.

Everything below goes over Socket.IO in the default namespace and on the default path, or over HTTP as
JSON. Ids are UUIDs that the client makes; sending one twice changes nothing. Times are ISO 8601 in UTC.

A client opens a conversation, then sends utterances or messages. Everything that happens comes back as
numbered events. After a reconnect it names the last number that it has seen (\`afterSeq\`) and gets the
rest.
`;

function requests(): string {
  const rows = Object.entries(clientRequests).map(([name, schema]) => {
    return `### \`${name}\`\n\n${schema.description ?? ""}\n\n${table(schema, "input")}`;
  });
  return `## Client to server

Each is acknowledged with \`{ ok: true, … }\` or \`{ ok: false, problem: { code, message, retryable } }\`.
\`utterance.audio\` is followed by its frame as binary: mono, 16-bit signed little-endian samples at
16 kHz, one second at most; or, with \`encoding: "opus"\`, one Opus packet (RFC 6716) of up to 120 ms,
without a container. \`conversation.open\` is answered with
\`{ conversation, events }\`, where \`conversation\` is
\`${textOf(jsonSchemaOf(Conversation, "output"))}\`.

${rows.join("\n")}`;
}

function events(): string {
  const kinds = ConversationEventBody.options.map((schema) => {
    const [type, ...fields] = fieldsOf(jsonSchemaOf(schema, "output"));
    const shown = fields.map(({ name, isOptional, schema: field }) => {
      return `| \`${name}\`${isOptional ? " (may be absent)" : ""} | \`${cell(textOf(field))}\` |`;
    });
    const title = `### \`${String(type?.schema.const)}\`\n\n${schema.description ?? ""}`;
    return `${title}\n\n| field | shape |\n|---|---|\n${shown.join("\n")}\n`;
  });
  return `## Server to client: \`event\`

Every event also has \`conversationId\`, \`seq\` (from 1, without gaps) and \`at\`.

${kinds.join("\n")}`;
}

function audio(): string {
  return `## Server to client: \`reply.audio\`

A header and then the frame as binary: mono, 16-bit signed little-endian.

${table(ReplyAudio, "output")}

## Server to client: \`connection.closing\`

\`{code, message, retryable}\`: the connection has so much on its way that the server lets it go. Nothing
follows. Connect again, and open with \`afterSeq\`.`;
}

function problems(): string {
  const codes = ProblemCode.options.map((code) => `\`${code}\``).join(", ");
  return `## Problems

Codes: ${codes}. Over HTTP a problem is \`application/problem+json\` (RFC 9457):

${table(HttpProblem, "output")}`;
}

function commands(): string {
  const rows = Object.entries(commandArgs).map(([name, schema]) => {
    return `| \`${name}\` | \`${cell(textOf(jsonSchemaOf(schema, "output")))}\` |`;
  });
  return `## Commands

The names and arguments in \`command\` events and of \`POST /api/commands/interpret\`. Which of them a
server executes is in \`GET /api/system\`.

| name | arguments |
|---|---|
${rows.join("\n")}
`;
}

function rest(): string {
  return `## \`GET /api/system\`

${table(SystemReport, "output")}`;
}

function table(schema: z.ZodType, io: "input" | "output"): string {
  const rows = fieldsOf(jsonSchemaOf(schema, io)).map(({ name, isOptional, schema: field }) => {
    const preset = field.default === undefined ? "" : ` (default ${JSON.stringify(field.default)})`;
    const optional = isOptional && preset === "" ? " (optional)" : preset;
    return `| \`${name}\`${optional} | \`${cell(textOf(field))}\` |`;
  });
  return `| field | shape |\n|---|---|\n${rows.join("\n")}\n`;
}

/** A pipe ends a table's cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
