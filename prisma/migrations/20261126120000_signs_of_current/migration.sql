-- The signs of what is current alone, with little beside them: a row that is shorter is read faster.
DROP TABLE "memory_signs";
DROP TRIGGER memory_signs_of_new ON memory_chunks;
DROP TRIGGER memory_signs_of_changed ON memory_chunks;
DROP FUNCTION memory_space(text, int);

-- CreateTable
CREATE TABLE "memory_signs" (
    "space" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "signs" BIT(2048) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source_kind" TEXT NOT NULL,

    CONSTRAINT "memory_signs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "memory_signs_space_idx" ON "memory_signs"("space");

-- AddForeignKey
ALTER TABLE "memory_signs" ADD CONSTRAINT "memory_signs_id_fkey" FOREIGN KEY ("id") REFERENCES "memory_chunks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A person's passages of a model with so many dimensions, as one number that is compared with that of each row.
CREATE FUNCTION memory_space(owner_id uuid, model text, dimensions int) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT
RETURN ('x' || left(encode(sha256(convert_to(
  owner_id || ' ' || model || ' ' || dimensions, 'UTF8')), 'hex'), 15))::bit(60)::bigint;

-- The signs follow what is current, whoever writes it; with a passage they go by the foreign key.
CREATE OR REPLACE FUNCTION memory_signs_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.is_current OR NEW.signs IS NULL OR NEW.model IS NULL OR NEW.dimensions IS NULL THEN
    DELETE FROM memory_signs WHERE id = NEW.id;
  ELSE
    INSERT INTO memory_signs (space, id, signs, at, source_kind)
    VALUES (memory_space(NEW.owner_id, NEW.model, NEW.dimensions), NEW.id, NEW.signs, NEW.at, NEW.source_kind)
    ON CONFLICT (id) DO UPDATE SET
      space = excluded.space, signs = excluded.signs, at = excluded.at, source_kind = excluded.source_kind;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER memory_signs_of_new AFTER INSERT ON memory_chunks
FOR EACH ROW WHEN (NEW.is_current AND NEW.signs IS NOT NULL)
EXECUTE FUNCTION memory_signs_follow();

CREATE TRIGGER memory_signs_of_changed AFTER UPDATE ON memory_chunks
FOR EACH ROW WHEN (
  (OLD.signs, OLD.model, OLD.dimensions, OLD.owner_id, OLD.is_current, OLD.source_kind, OLD.at)
  IS DISTINCT FROM
  (NEW.signs, NEW.model, NEW.dimensions, NEW.owner_id, NEW.is_current, NEW.source_kind, NEW.at))
EXECUTE FUNCTION memory_signs_follow();

INSERT INTO memory_signs (space, id, signs, at, source_kind)
SELECT memory_space(owner_id, model, dimensions), id, signs, at, source_kind
FROM memory_chunks
WHERE is_current AND signs IS NOT NULL AND model IS NOT NULL AND dimensions IS NOT NULL;

-- What is current has a graph only where it is too much to be read one by one: those of before are in the way.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT indexname FROM pg_indexes
    WHERE schemaname = current_schema AND tablename = 'memory_chunks' AND indexdef LIKE '%USING hnsw%'
      AND indexname NOT LIKE '%older_idx'
  LOOP
    EXECUTE format('DROP INDEX %I', name);
  END LOOP;
END
$$;
