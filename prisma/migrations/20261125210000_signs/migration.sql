-- The signs of an embedding, turned at random: what an index compares in its place.
ALTER TABLE "memory_chunks" ADD COLUMN "signs" bit(2048);

-- The indexes over whole embeddings; those over signs are made with their first row.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT indexname FROM pg_indexes
    WHERE schemaname = current_schema AND tablename = 'memory_chunks' AND indexdef LIKE '%USING hnsw%'
  LOOP
    EXECUTE format('DROP INDEX %I', name);
  END LOOP;
END
$$;

-- They are embedded once more, in the background; until then they are found by their words.
UPDATE "memory_chunks" SET "model" = NULL, "dimensions" = NULL, "embedding" = NULL
WHERE "embedding" IS NOT NULL;
