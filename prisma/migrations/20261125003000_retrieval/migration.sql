-- CreateIndex
CREATE INDEX "memory_chunks_owner_id_at_idx" ON "memory_chunks"("owner_id", "at");

-- What is not in the index yet would be read through by every search, and the words of one search are
-- looked up one by one.
ALTER INDEX "memory_chunks_terms_idx" SET (fastupdate = off);
ALTER INDEX "memory_words_word_idx" SET (fastupdate = off);
SELECT gin_clean_pending_list('memory_chunks_terms_idx'), gin_clean_pending_list('memory_words_word_idx');

-- The terms of a passage are compared with each word of a query: not to be unpacked each time.
ALTER TABLE "memory_chunks" ALTER COLUMN "terms" SET STORAGE MAIN;
