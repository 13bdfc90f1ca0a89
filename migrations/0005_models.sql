-- Models that this store may ask. They belong to this store alone and are never events: a model's
-- address means something on one machine only, and whoever may set it says where keys are sent. No
-- key is here, only the name of one that the host keeps (core/models/key_name.hpp).
CREATE TABLE models (
  name TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  url TEXT NOT NULL,
  model TEXT NOT NULL,
  key_name TEXT NOT NULL,
  context_tokens INTEGER NOT NULL,
  timeout_seconds INTEGER NOT NULL,
  preferred INTEGER NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
