-- The transaction that wrote the signs: a server that holds them asks for those that are newer than what it has.
ALTER TABLE "memory_signs"
  ADD COLUMN "written_by" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint;

-- DropIndex
DROP INDEX "memory_signs_space_idx";

-- CreateIndex
CREATE INDEX "memory_signs_space_written_by_id_idx" ON "memory_signs"("space", "written_by", "id");

CREATE OR REPLACE FUNCTION memory_signs_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.is_current OR NEW.signs IS NULL OR NEW.model IS NULL OR NEW.dimensions IS NULL THEN
    DELETE FROM memory_signs WHERE id = NEW.id;
  ELSE
    INSERT INTO memory_signs (space, id, signs, at, source_kind)
    VALUES (memory_space(NEW.owner_id, NEW.model, NEW.dimensions), NEW.id, NEW.signs, NEW.at, NEW.source_kind)
    ON CONFLICT (id) DO UPDATE SET
      space = excluded.space, signs = excluded.signs, at = excluded.at, source_kind = excluded.source_kind,
      written_by = excluded.written_by;
  END IF;
  RETURN NULL;
END
$$;
