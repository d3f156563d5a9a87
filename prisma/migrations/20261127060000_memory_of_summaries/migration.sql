-- The summaries of conversations are forgotten with their project, and now come back with it; and they are
-- found by what their conversation and their project are called now.

CREATE OR REPLACE FUNCTION memory_of_project() RETURNS TRIGGER LANGUAGE plpgsql AS $$
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
        OR (kind = 'conversation' AND EXISTS (
          SELECT 1 FROM conversations c WHERE c.id = j.source_id AND c.project_id = NEW.id))
      ORDER BY kind, source_id
    ) waiting;
    DELETE FROM memory_chunks WHERE project_id = NEW.id;
  ELSIF OLD.status = 'archived' OR OLD.name <> NEW.name THEN
    PERFORM memory_enqueue('plan', id) FROM (SELECT id FROM dev_plans WHERE project_id = NEW.id ORDER BY id) plans;
    PERFORM memory_enqueue('message', id) FROM (
      SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE c.project_id = NEW.id ORDER BY m.id
    ) said;
    PERFORM memory_enqueue('conversation', id) FROM (
      SELECT id FROM conversations WHERE project_id = NEW.id AND summary IS NOT NULL ORDER BY id
    ) summaries;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION memory_of_title() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memory_enqueue('conversation', NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER memory_of_title AFTER UPDATE OF title ON conversations
  FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title AND NEW.summary IS NOT NULL)
  EXECUTE FUNCTION memory_of_title();

-- What was missed before; and decisions and lessons whose passage still named a plan or a conversation
-- that tells them no more.
SELECT memory_enqueue('conversation', id) FROM conversations WHERE summary IS NOT NULL;
SELECT memory_enqueue(kind::TEXT, id) FROM takeaways;
