import type { Session, SessionMessage } from "@voiceplan/protocol";

const names = { user: "You", assistant: "Voiceplan" } as const;

/** A conversation as a document: who said what. */
export function sessionMarkdown(
  { title, projectName, startedAt }: Session,
  messages: readonly SessionMessage[],
): string {
  const about = projectName === null ? "" : `, about ${projectName}`;
  const said = messages.map(({ role, content }) => `**${names[role]}:** ${content}`);
  return `${[`# ${title}`, `Begun ${startedAt}${about}.`, ...said].join("\n\n")}\n`;
}
