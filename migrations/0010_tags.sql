-- A project's tags, sorted, as a JSON array. Each is a field of its own in the log, `tag:NAME` with 1 or 0, so that
-- what two machines tag at the same time is merged.
ALTER TABLE projects ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
