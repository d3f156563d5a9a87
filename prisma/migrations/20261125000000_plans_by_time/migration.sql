-- CreateIndex
CREATE INDEX "dev_plans_updated_at_id_idx" ON "dev_plans"("updated_at" DESC, "id" DESC);
