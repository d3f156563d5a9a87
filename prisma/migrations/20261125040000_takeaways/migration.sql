-- Decisions and lessons of a project, with where they were said. The first part is what Prisma derives
-- from schema.prisma.

-- CreateEnum
CREATE TYPE "takeaway_kind" AS ENUM ('decision', 'lesson');

-- AlterTable
ALTER TABLE "messages" ADD COLUMN "project_id" UUID;

-- CreateTable
CREATE TABLE "takeaways" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" "takeaway_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "origin" TEXT,
    "source_key" TEXT,
    "is_own" BOOLEAN NOT NULL DEFAULT false,
    "forgotten_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "takeaways_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "takeaway_sources" (
    "id" UUID NOT NULL,
    "takeaway_id" UUID NOT NULL,
    "message_id" UUID,
    "conversation_id" UUID,
    "plan_id" UUID,
    "version" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "takeaway_sources_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "messages_project_id_idx" ON "messages"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "takeaways_source_key_key" ON "takeaways"("source_key");

-- CreateIndex
CREATE INDEX "takeaways_project_id_kind_created_at_id_idx" ON "takeaways"("project_id", "kind", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "takeaways_project_id_words_key" ON "takeaways"("project_id", "words");

-- CreateIndex
CREATE UNIQUE INDEX "takeaways_project_id_origin_key" ON "takeaways"("project_id", "origin");

-- CreateIndex
CREATE INDEX "takeaway_sources_message_id_idx" ON "takeaway_sources"("message_id");

-- CreateIndex
CREATE INDEX "takeaway_sources_conversation_id_idx" ON "takeaway_sources"("conversation_id");

-- CreateIndex
CREATE INDEX "takeaway_sources_plan_id_idx" ON "takeaway_sources"("plan_id");

-- CreateIndex
CREATE UNIQUE INDEX "takeaway_sources_takeaway_id_message_id_key" ON "takeaway_sources"("takeaway_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "takeaway_sources_takeaway_id_plan_id_key" ON "takeaway_sources"("takeaway_id", "plan_id");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeaways" ADD CONSTRAINT "takeaways_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeaway_sources" ADD CONSTRAINT "takeaway_sources_takeaway_id_fkey" FOREIGN KEY ("takeaway_id") REFERENCES "takeaways"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeaway_sources" ADD CONSTRAINT "takeaway_sources_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeaway_sources" ADD CONSTRAINT "takeaway_sources_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "takeaway_sources" ADD CONSTRAINT "takeaway_sources_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "dev_plans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Constraints
ALTER TABLE "takeaways" ADD CONSTRAINT "takeaways_text_check" CHECK ("text" <> '');
ALTER TABLE "takeaway_sources" ADD CONSTRAINT "takeaway_sources_check" CHECK (
  ("message_id" IS NULL) = ("conversation_id" IS NULL) AND ("plan_id" IS NULL) = ("version" IS NULL)
  AND ("message_id" IS NULL) <> ("plan_id" IS NULL));

-- What a message is about: the project of its conversation at that time, or the first one after it.
-- Another project that the conversation turns to later does not take along what was said before.

CREATE FUNCTION project_of_message() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW.project_id := (SELECT project_id FROM conversations WHERE id = NEW.conversation_id);
  RETURN NEW;
END $$;
CREATE TRIGGER project_of_message BEFORE INSERT ON messages
  FOR EACH ROW EXECUTE FUNCTION project_of_message();

-- "memory_of_conversation", which enqueues the messages, comes after it: triggers go by their names.
CREATE FUNCTION conversation_finds_project() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE messages SET project_id = NEW.project_id
  WHERE conversation_id = NEW.id AND project_id IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_finds_project AFTER UPDATE OF project_id ON conversations
  FOR EACH ROW WHEN (OLD.project_id IS NULL AND NEW.project_id IS NOT NULL)
  EXECUTE FUNCTION conversation_finds_project();

-- For what was said before, the events know which project its conversation had turned to.
WITH opened AS MATERIALIZED (
  SELECT e.conversation_id, e.seq, e.at, p.id
  FROM conversation_events e JOIN projects p ON p.id::text = e.event #>> '{project,id}'
  WHERE e.event->>'type' = 'project.opened'
)
UPDATE messages m SET project_id = coalesce(
  (SELECT o.id FROM opened o
   WHERE o.conversation_id = m.conversation_id AND o.at <= m.created_at ORDER BY o.seq DESC LIMIT 1),
  c.project_id)
FROM conversations c WHERE c.id = m.conversation_id;

-- What was said is read once it is answered: only then is it known whether it was a command.
CREATE TRIGGER memory_of_answer AFTER UPDATE OF answered_at ON messages
  FOR EACH ROW WHEN (NEW.role = 'user' AND OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL)
  EXECUTE FUNCTION memory_of_message();

-- Takeaways are passages like all others: enqueued with every change, forgotten in its transaction.

CREATE FUNCTION memory_of_takeaway() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  now_kind TEXT := CASE WHEN TG_OP = 'DELETE' THEN OLD.kind ELSE NEW.kind END;
BEGIN
  PERFORM memory_enqueue(now_kind, CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
  IF TG_OP = 'INSERT' THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' OR NEW.forgotten_at IS NOT NULL OR NEW.kind <> OLD.kind THEN
    PERFORM memory_enqueue(OLD.kind::TEXT, OLD.id);
    DELETE FROM memory_chunks WHERE source_id = OLD.id AND source_kind IN ('decision', 'lesson');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_takeaway AFTER INSERT OR DELETE OR UPDATE OF kind, text, forgotten_at ON takeaways
  FOR EACH ROW EXECUTE FUNCTION memory_of_takeaway();

CREATE FUNCTION memory_of_takeaway_source() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue(kind::TEXT, id) FROM takeaways
  WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.takeaway_id ELSE NEW.takeaway_id END;
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_takeaway_source AFTER INSERT OR DELETE ON takeaway_sources
  FOR EACH ROW EXECUTE FUNCTION memory_of_takeaway_source();

-- What a deleted conversation or plan said is hidden with it, and may have been said elsewhere too.
CREATE FUNCTION takeaways_of_conversation() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue(kind::TEXT, id) FROM (
    SELECT kind, id FROM takeaways t
    WHERE EXISTS (SELECT 1 FROM takeaway_sources s WHERE s.takeaway_id = t.id AND s.conversation_id = NEW.id)
    ORDER BY id
  ) said;
  RETURN NULL;
END $$;
CREATE TRIGGER takeaways_of_conversation AFTER UPDATE OF deleted_at ON conversations
  FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
  EXECUTE FUNCTION takeaways_of_conversation();

CREATE FUNCTION takeaways_of_plan() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue(kind::TEXT, id) FROM (
    SELECT kind, id FROM takeaways t
    WHERE EXISTS (SELECT 1 FROM takeaway_sources s WHERE s.takeaway_id = t.id AND s.plan_id = NEW.id)
    ORDER BY id
  ) said;
  RETURN NULL;
END $$;
CREATE TRIGGER takeaways_of_plan AFTER UPDATE OF deleted_at ON dev_plans
  FOR EACH ROW WHEN (OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
  EXECUTE FUNCTION takeaways_of_plan();

CREATE FUNCTION takeaways_of_project() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue(kind::TEXT, id) FROM (
    SELECT kind, id FROM takeaways WHERE project_id = NEW.id ORDER BY id
  ) of_project;
  RETURN NULL;
END $$;
CREATE TRIGGER takeaways_of_project AFTER UPDATE OF name, status ON projects
  FOR EACH ROW WHEN ((OLD.name, OLD.status) IS DISTINCT FROM (NEW.name, NEW.status))
  EXECUTE FUNCTION takeaways_of_project();

-- What there is already.
SELECT memory_enqueue('plan', id) FROM dev_plans WHERE deleted_at IS NULL;
SELECT memory_enqueue('message', id) FROM messages WHERE role = 'user' AND answered_at IS NOT NULL;
