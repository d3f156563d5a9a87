import type { Db } from "../db.ts";

/** What an archived project is called and says it is, or the title of one of its plans. */
export interface ArchivedText {
  projectId: string;
  kind: "project" | "plan";
  id: string;
  title: string;
  text: string;
}

/** So many projects at most, those touched last. */
const MOST = 200;

/** Of what is archived no passages are kept; its names are read as they are. */
export function archivedTexts(db: Db, ownerId: string, exceptId: string): Promise<ArchivedText[]> {
  return db.$queryRaw<ArchivedText[]>`
    WITH archived AS (
      SELECT id, name, description, tags FROM projects
      WHERE owner_id = ${ownerId}::uuid AND status = 'archived' AND id <> ${exceptId}::uuid
      ORDER BY updated_at DESC LIMIT ${MOST}::int)
    SELECT id AS "projectId", 'project' AS kind, id, name AS title,
      description || ' ' || array_to_string(tags, ' ') AS text
    FROM archived
    UNION ALL
    SELECT a.id, 'plan', p.id, p.title, ''
    FROM archived a JOIN dev_plans p ON p.project_id = a.id AND p.deleted_at IS NULL`;
}
