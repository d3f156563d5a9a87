-- AlterTable
ALTER TABLE "dev_plans" ADD COLUMN "review_from" INTEGER;

-- Constraints
ALTER TABLE "dev_plans"
  ADD CONSTRAINT "dev_plans_review_check" CHECK ("review_from" >= 1 AND "review_from" < "current_version");
