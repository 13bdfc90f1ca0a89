-- A projection: what each answer of a model's API took, once, whatever number of transcripts hold it.
-- `rank` and `stamp` decide which of several reports of one answer stands (core/events/fold.cpp).
CREATE TABLE message_usage (
  message_id TEXT PRIMARY KEY,
  session_id INTEGER NOT NULL,
  model TEXT NOT NULL,
  at TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cache_creation_input_tokens INTEGER NOT NULL,
  cache_read_input_tokens INTEGER NOT NULL,
  rank TEXT NOT NULL,
  stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_usage_by_session ON message_usage (session_id);
