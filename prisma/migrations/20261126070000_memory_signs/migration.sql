-- CreateTable
CREATE TABLE "memory_signs" (
    "owner_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "space" BIGINT NOT NULL,
    "is_current" BOOLEAN NOT NULL,
    "signs" BIT(2048) NOT NULL,
    "project_id" UUID,
    "conversation_id" UUID,
    "source_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source_kind" TEXT NOT NULL,

    CONSTRAINT "memory_signs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "memory_signs_owner_id_idx" ON "memory_signs"("owner_id");

-- CreateIndex
CREATE INDEX "memory_signs_project_id_idx" ON "memory_signs"("project_id");

-- AddForeignKey
ALTER TABLE "memory_signs" ADD CONSTRAINT "memory_signs_id_fkey" FOREIGN KEY ("id") REFERENCES "memory_chunks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A model with so many dimensions, as a number: it is compared with that of each passage.
CREATE FUNCTION memory_space(model text, dimensions int) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT
RETURN ('x' || left(encode(sha256(convert_to(model || ' ' || dimensions, 'UTF8')), 'hex'), 15))::bit(60)::bigint;

-- The signs follow their passages, whoever writes these; with a passage they go by the foreign key.
CREATE FUNCTION memory_signs_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.signs IS NULL OR NEW.model IS NULL OR NEW.dimensions IS NULL THEN
    DELETE FROM memory_signs WHERE id = NEW.id;
  ELSE
    INSERT INTO memory_signs (owner_id, id, space, is_current, signs, project_id, conversation_id,
      source_id, at, source_kind)
    VALUES (NEW.owner_id, NEW.id, memory_space(NEW.model, NEW.dimensions), NEW.is_current, NEW.signs,
      NEW.project_id, NEW.conversation_id, NEW.source_id, NEW.at, NEW.source_kind)
    ON CONFLICT (id) DO UPDATE SET
      owner_id = excluded.owner_id, space = excluded.space, is_current = excluded.is_current,
      signs = excluded.signs, project_id = excluded.project_id,
      conversation_id = excluded.conversation_id, source_id = excluded.source_id, at = excluded.at,
      source_kind = excluded.source_kind;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER memory_signs_of_new AFTER INSERT ON memory_chunks
FOR EACH ROW WHEN (NEW.signs IS NOT NULL)
EXECUTE FUNCTION memory_signs_follow();

CREATE TRIGGER memory_signs_of_changed AFTER UPDATE ON memory_chunks
FOR EACH ROW WHEN (
  (OLD.signs, OLD.model, OLD.dimensions, OLD.owner_id, OLD.is_current, OLD.project_id,
    OLD.conversation_id, OLD.source_id, OLD.source_kind, OLD.at)
  IS DISTINCT FROM
  (NEW.signs, NEW.model, NEW.dimensions, NEW.owner_id, NEW.is_current, NEW.project_id,
    NEW.conversation_id, NEW.source_id, NEW.source_kind, NEW.at))
EXECUTE FUNCTION memory_signs_follow();

INSERT INTO memory_signs (owner_id, id, space, is_current, signs, project_id, conversation_id,
  source_id, at, source_kind)
SELECT owner_id, id, memory_space(model, dimensions), is_current, signs, project_id, conversation_id,
  source_id, at, source_kind
FROM memory_chunks WHERE signs IS NOT NULL AND model IS NOT NULL AND dimensions IS NOT NULL;
