-- The first migration: the part down to the foreign keys is what Prisma derives from schema.prisma,
-- the part behind them is what a Prisma schema cannot say.

-- For the search over what was said and planned.
CREATE EXTENSION IF NOT EXISTS vector;

-- CreateEnum
CREATE TYPE "project_status" AS ENUM ('active', 'paused', 'completed', 'archived');

-- CreateEnum
CREATE TYPE "plan_status" AS ENUM ('draft', 'approved', 'in_progress', 'completed');

-- CreateEnum
CREATE TYPE "author" AS ENUM ('user', 'assistant');

-- CreateEnum
CREATE TYPE "modality" AS ENUM ('voice', 'text');

-- CreateEnum
CREATE TYPE "utterance_status" AS ENUM ('pending', 'transcribed', 'failed');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('user', 'assistant');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" "project_status" NOT NULL DEFAULT 'active',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "repository_path" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dev_plans" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "status" "plan_status" NOT NULL DEFAULT 'draft',
    "current_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dev_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dev_plan_versions" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "sections" JSONB NOT NULL,
    "metadata" JSONB NOT NULL,
    "change_summary" TEXT NOT NULL DEFAULT '',
    "author" "author" NOT NULL,
    "conversation_id" UUID,
    "source_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dev_plan_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "project_id" UUID,
    "open_plan_id" UUID,
    "planner_state" JSONB,
    "summary" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "content" TEXT NOT NULL,
    "modality" "modality" NOT NULL,
    "timings" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_events" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" JSONB NOT NULL,
    "key" TEXT,

    CONSTRAINT "conversation_events_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "utterances" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "status" "utterance_status" NOT NULL DEFAULT 'pending',
    "audio" BYTEA,
    "duration_ms" INTEGER NOT NULL,
    "transcript" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "utterances_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "projects_owner_id_updated_at_id_idx" ON "projects"("owner_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "dev_plans_project_id_updated_at_id_idx" ON "dev_plans"("project_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "dev_plan_versions_source_key_key" ON "dev_plan_versions"("source_key");

-- CreateIndex
CREATE INDEX "dev_plan_versions_conversation_id_idx" ON "dev_plan_versions"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "dev_plan_versions_plan_id_number_key" ON "dev_plan_versions"("plan_id", "number");

-- CreateIndex
CREATE INDEX "conversations_owner_id_started_at_idx" ON "conversations"("owner_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "conversations_project_id_idx" ON "conversations"("project_id");

-- CreateIndex
CREATE INDEX "conversations_open_plan_id_idx" ON "conversations"("open_plan_id");

-- CreateIndex
CREATE INDEX "messages_conversation_id_created_at_idx" ON "messages"("conversation_id", "created_at");

-- CreateIndex
CREATE INDEX "messages_unanswered_idx" ON "messages"("created_at") WHERE (role = 'user' AND answered_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "conversation_events_conversation_id_key_key" ON "conversation_events"("conversation_id", "key");

-- CreateIndex
CREATE INDEX "utterances_conversation_id_idx" ON "utterances"("conversation_id");

-- CreateIndex
CREATE INDEX "utterances_pending_idx" ON "utterances"("created_at") WHERE (status = 'pending');

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dev_plans" ADD CONSTRAINT "dev_plans_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dev_plan_versions" ADD CONSTRAINT "dev_plan_versions_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "dev_plans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dev_plan_versions" ADD CONSTRAINT "dev_plan_versions_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_open_plan_id_fkey" FOREIGN KEY ("open_plan_id") REFERENCES "dev_plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_events" ADD CONSTRAINT "conversation_events_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterances" ADD CONSTRAINT "utterances_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Constraints
ALTER TABLE "projects"
  ALTER COLUMN "tags" SET NOT NULL,
  ADD CONSTRAINT "projects_name_check" CHECK ("name" <> '');
ALTER TABLE "dev_plans"
  ADD CONSTRAINT "dev_plans_title_check" CHECK ("title" <> ''),
  ADD CONSTRAINT "dev_plans_current_version_check" CHECK ("current_version" >= 0);
ALTER TABLE "dev_plan_versions"
  ADD CONSTRAINT "dev_plan_versions_number_check" CHECK ("number" > 0),
  ADD CONSTRAINT "dev_plan_versions_sections_check" CHECK (jsonb_typeof("sections") = 'array'),
  ADD CONSTRAINT "dev_plan_versions_metadata_check" CHECK (jsonb_typeof("metadata") = 'object');
ALTER TABLE "conversation_events"
  ADD CONSTRAINT "conversation_events_seq_check" CHECK ("seq" > 0),
  ADD CONSTRAINT "conversation_events_event_check" CHECK (jsonb_typeof("event") = 'object');
ALTER TABLE "utterances"
  ADD CONSTRAINT "utterances_duration_ms_check" CHECK ("duration_ms" >= 0);

-- The one local user (LOCAL_USER_ID in server/src/store/localUser.ts).
INSERT INTO "users" ("id", "name") VALUES ('00000000-0000-4000-8000-000000000001', 'Local user');
