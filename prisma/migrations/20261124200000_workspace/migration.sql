-- AlterTable
ALTER TABLE "dev_plans" ADD COLUMN "tasks_done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "tasks_total" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "dev_plan_versions" ADD COLUMN "message_id" UUID;

-- AlterTable
ALTER TABLE "conversations" ADD COLUMN "title" TEXT,
ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- DropIndex
DROP INDEX "conversations_owner_id_started_at_idx";

-- CreateIndex
CREATE INDEX "conversations_owner_id_updated_at_id_idx" ON "conversations"("owner_id", "updated_at" DESC, "id" DESC);

-- CreateTable
CREATE TABLE "plan_status_changes" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "from" "plan_status" NOT NULL,
    "to" "plan_status" NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "author" "author" NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_status_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_templates" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_templates_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "plan_status_changes_plan_id_at_idx" ON "plan_status_changes"("plan_id", "at");

-- CreateIndex
CREATE INDEX "plan_templates_owner_id_idx" ON "plan_templates"("owner_id");

-- AddForeignKey
ALTER TABLE "plan_status_changes" ADD CONSTRAINT "plan_status_changes_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "dev_plans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_templates" ADD CONSTRAINT "plan_templates_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Constraints
ALTER TABLE "dev_plans"
  ADD CONSTRAINT "dev_plans_tasks_check" CHECK ("tasks_done" >= 0 AND "tasks_done" <= "tasks_total");
ALTER TABLE "plan_templates"
  ADD CONSTRAINT "plan_templates_title_check" CHECK ("title" <> '');

-- What earlier plans say of their tasks.
UPDATE "dev_plans" AS p SET
  "tasks_done" = regexp_count(v."content", '^\s*[-*+] \[[xX]\]\s', 1, 'n'),
  "tasks_total" = regexp_count(v."content", '^\s*[-*+] \[[ xX]\]\s', 1, 'n')
FROM "dev_plan_versions" AS v
WHERE v."plan_id" = p."id" AND v."number" = p."current_version";

-- When something was last said in earlier conversations.
UPDATE "conversations" AS c SET "updated_at" = coalesce(
  (SELECT max(m."created_at") FROM "messages" AS m WHERE m."conversation_id" = c."id"),
  c."started_at"
);
ALTER TABLE "conversations" ALTER COLUMN "updated_at" DROP DEFAULT;
