-- What is remembered: passages of projects, plans and conversations, to be found by meaning, by words
-- and in spite of typos. The first part is what Prisma derives from schema.prisma.

-- For words that are spelled in another way.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "memory_chunks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID NOT NULL,
    "project_id" UUID,
    "plan_id" UUID,
    "conversation_id" UUID,
    "source_kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "version" INTEGER,
    "is_current" BOOLEAN NOT NULL DEFAULT true,
    "title" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "terms" tsvector NOT NULL,
    "model" TEXT,
    "dimensions" INTEGER,
    "embedding" vector,
    "retry_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "memory_chunks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory_words" (
    "owner_id" UUID NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "memory_words_pkey" PRIMARY KEY ("owner_id","word")
);

-- CreateTable
CREATE TABLE "memory_jobs" (
    "kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "generation" BIGSERIAL NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "problem" TEXT,

    CONSTRAINT "memory_jobs_pkey" PRIMARY KEY ("kind","source_id")
);

-- CreateIndex
CREATE INDEX "memory_chunks_source_kind_source_id_idx" ON "memory_chunks"("source_kind", "source_id");

-- CreateIndex
CREATE INDEX "memory_chunks_project_id_idx" ON "memory_chunks"("project_id");

-- CreateIndex
CREATE INDEX "memory_chunks_plan_id_idx" ON "memory_chunks"("plan_id");

-- CreateIndex
CREATE INDEX "memory_chunks_conversation_id_idx" ON "memory_chunks"("conversation_id");

-- CreateIndex
CREATE INDEX "memory_chunks_hash_idx" ON "memory_chunks"("hash");

-- CreateIndex
CREATE INDEX "memory_chunks_model_idx" ON "memory_chunks"("model");

-- CreateIndex
CREATE INDEX "memory_chunks_terms_idx" ON "memory_chunks" USING GIN ("terms" tsvector_ops);

-- CreateIndex
CREATE INDEX "memory_words_word_idx" ON "memory_words" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "memory_jobs_run_at_idx" ON "memory_jobs"("run_at");

-- AddForeignKey
ALTER TABLE "memory_chunks" ADD CONSTRAINT "memory_chunks_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_chunks" ADD CONSTRAINT "memory_chunks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_chunks" ADD CONSTRAINT "memory_chunks_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "dev_plans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_chunks" ADD CONSTRAINT "memory_chunks_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_words" ADD CONSTRAINT "memory_words_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is to be remembered is enqueued here and not by whoever writes: so it is in the transaction of
-- every change, whichever code makes it, and so is the forgetting of what is deleted.

CREATE FUNCTION memory_enqueue(job_kind TEXT, source UUID) RETURNS VOID LANGUAGE sql AS $$
  INSERT INTO memory_jobs (kind, source_id) VALUES (job_kind, source)
  ON CONFLICT (kind, source_id) DO UPDATE
    SET generation = EXCLUDED.generation, attempts = 0, run_at = EXCLUDED.run_at, problem = NULL
$$;

CREATE FUNCTION memory_of_version() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue('plan', NEW.plan_id);
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_version AFTER INSERT ON dev_plan_versions
  FOR EACH ROW EXECUTE FUNCTION memory_of_version();

CREATE FUNCTION memory_of_plan() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue('plan', NEW.id);
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM memory_chunks WHERE plan_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_plan AFTER UPDATE OF title, deleted_at, project_id ON dev_plans
  FOR EACH ROW WHEN (
    (OLD.title, OLD.deleted_at, OLD.project_id) IS DISTINCT FROM (NEW.title, NEW.deleted_at, NEW.project_id)
  ) EXECUTE FUNCTION memory_of_plan();

CREATE FUNCTION memory_of_project() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue('project', NEW.id);
  IF TG_OP = 'INSERT' THEN RETURN NULL; END IF;
  IF NEW.status = 'archived' THEN
    -- Whoever is indexing something of it finds another generation, and writes nothing.
    PERFORM memory_enqueue(kind, source_id) FROM (
      SELECT kind, source_id FROM memory_jobs j
      WHERE (kind = 'plan' AND EXISTS (SELECT 1 FROM dev_plans d WHERE d.id = j.source_id AND d.project_id = NEW.id))
        OR (kind = 'message' AND EXISTS (
          SELECT 1 FROM messages m JOIN conversations c ON c.id = m.conversation_id
          WHERE m.id = j.source_id AND c.project_id = NEW.id))
      ORDER BY kind, source_id
    ) waiting;
    DELETE FROM memory_chunks WHERE project_id = NEW.id;
  ELSIF OLD.status = 'archived' OR OLD.name <> NEW.name THEN
    PERFORM memory_enqueue('plan', id) FROM (SELECT id FROM dev_plans WHERE project_id = NEW.id ORDER BY id) plans;
    PERFORM memory_enqueue('message', id) FROM (
      SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE c.project_id = NEW.id ORDER BY m.id
    ) said;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_new_project AFTER INSERT ON projects
  FOR EACH ROW EXECUTE FUNCTION memory_of_project();
CREATE TRIGGER memory_of_project AFTER UPDATE OF name, description, tags, status ON projects
  FOR EACH ROW WHEN (
    (OLD.name, OLD.description, OLD.tags, OLD.status) IS DISTINCT FROM (NEW.name, NEW.description, NEW.tags, NEW.status)
  ) EXECUTE FUNCTION memory_of_project();

CREATE FUNCTION memory_of_message() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue('message', NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_message AFTER INSERT OR UPDATE OF content ON messages
  FOR EACH ROW EXECUTE FUNCTION memory_of_message();

CREATE FUNCTION memory_of_conversation() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue('conversation', NEW.id);
  IF (OLD.deleted_at, OLD.project_id) IS DISTINCT FROM (NEW.deleted_at, NEW.project_id) THEN
    PERFORM memory_enqueue('message', id) FROM (
      SELECT id FROM messages WHERE conversation_id = NEW.id ORDER BY id
    ) said;
  END IF;
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM memory_chunks WHERE conversation_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_conversation AFTER UPDATE OF deleted_at, project_id, summary ON conversations
  FOR EACH ROW WHEN (
    (OLD.deleted_at, OLD.project_id, OLD.summary) IS DISTINCT FROM (NEW.deleted_at, NEW.project_id, NEW.summary)
  ) EXECUTE FUNCTION memory_of_conversation();

-- What there is already.
INSERT INTO memory_jobs (kind, source_id)
  SELECT 'project', id FROM projects UNION ALL
  SELECT 'plan', id FROM dev_plans UNION ALL
  SELECT 'message', id FROM messages UNION ALL
  SELECT 'conversation', id FROM conversations WHERE summary IS NOT NULL;
