-- A purge under way (core/purge), one row or none: what is purged (`secrets`, `session:UID`, or `text:` and
-- the text's hash), the last text and the last event that were looked at, how many were changed, whether the
-- search index was dropped and is to be made again, and whether the projections are (1; 2 when begun).
CREATE TABLE purge (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  task TEXT NOT NULL,
  text_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  texts INTEGER NOT NULL,
  events INTEGER NOT NULL,
  no_index INTEGER NOT NULL,
  stale INTEGER NOT NULL
);
