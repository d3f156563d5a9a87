import { apiIntegration } from "./apiIntegration.ts";
import { bugFix } from "./bugFix.ts";
import { databaseMigration } from "./databaseMigration.ts";
import { newFeature } from "./newFeature.ts";
import { performance } from "./performance.ts";
import { refactoring } from "./refactoring.ts";
import { security } from "./security.ts";
import type { Template, TemplateId } from "./template.ts";

const byId: Record<TemplateId, Template> = {
  "new-feature": newFeature,
  "bug-fix": bugFix,
  performance,
  security,
  refactoring,
  "api-integration": apiIntegration,
  "database-migration": databaseMigration,
};

/** The kinds of plans there are, the most common first. */
export const templates: readonly Template[] = Object.values(byId);

export function templateById(id: TemplateId): Template {
  return byId[id];
}

/** The template whose words fit best; null when none fits at all. The earlier one wins a tie. */
export function chooseTemplate(text: string): Template | null {
  let best: Template | null = null;
  let most = 0;
  for (const template of templates) {
    const score = template.words.reduce(
      (sum, [word, weight]) => sum + (word.test(text) ? weight : 0),
      0,
    );
    if (score > most) {
      best = template;
      most = score;
    }
  }
  return best;
}

/** The template that somebody names: "use the security template", "as a bug fix". */
export function templateByName(name: string): Template | null {
  const wanted = name
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
  return (
    templates.find(
      ({ title, id }) => wanted === title.toLowerCase() || wanted === id.replaceAll("-", " "),
    ) ??
    templates.find(
      ({ title }) => wanted !== "" && title.toLowerCase().split(" ").includes(wanted),
    ) ??
    null
  );
}
