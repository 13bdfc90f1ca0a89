-- The log is the truth: `events` is only ever appended to. Tables under "projections" are a pure fold
-- of it (core/events/fold.cpp) and may be rebuilt at any time. Only SQL that SQLite 3.40 and D1 share.

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workspace TEXT NOT NULL,
  device_id TEXT NOT NULL,
  device_seq INTEGER NOT NULL,
  hlc TEXT NOT NULL,
  type TEXT NOT NULL,
  v INTEGER NOT NULL,
  entity_id TEXT NOT NULL,
  body TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (workspace, device_id, device_seq)
);

-- One row: the hybrid logical clock of this store, the number of events it made, the last event that
-- the projections hold, and the last text that the search index holds.
CREATE TABLE clock (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  workspace TEXT NOT NULL,
  device_id TEXT NOT NULL,
  milliseconds INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  device_seq INTEGER NOT NULL,
  folded INTEGER NOT NULL,
  indexed INTEGER NOT NULL
);
INSERT INTO clock SELECT 1, 'default', lower(hex(randomblob(16))), 0, 0, 0, 0, 0;

-- Stays empty: a batch aborts by inserting the name of a precondition that does not hold.
CREATE TABLE guard (
  failed TEXT NOT NULL CONSTRAINT guard CHECK (failed IS NULL)
);

-- Small ids for people and for the original API. Outside the fold: no rebuild changes one.
CREATE TABLE ids (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE session_numbers (
  session_id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL,
  session_number INTEGER NOT NULL,
  UNIQUE (project_id, session_number)
);

-- A long text is stored once, named by its hash. `words` holds what camelCase identifiers split into.
-- The body is NULL while an event that names the text arrived before the text did.
CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  body TEXT,
  words TEXT NOT NULL DEFAULT ''
);
-- Filled by the fold, not by triggers: FTS5 writes a segment for every statement that has one.
CREATE VIRTUAL TABLE texts_index USING fts5 (
  body, words, content='texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE texts_terms USING fts5vocab (texts_index, 'row');
-- Texts that an event named before they arrived.
CREATE TABLE texts_missing (
  id INTEGER PRIMARY KEY
);

-- Access tokens belong to this store alone and are never events.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('read', 'write', 'admin')),
  sha256 TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  revoked_at TEXT
);

-- Whose sums a fold must make again; empty between batches.
CREATE TABLE touched (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- Projections ---------------------------------------------------------------------------------------

-- Every scalar field of every entity, the last writer by (hlc, device, event) winning.
CREATE TABLE fields (
  entity_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value,
  stamp TEXT NOT NULL,
  PRIMARY KEY (entity_id, field)
) WITHOUT ROWID;

CREATE TABLE projects (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  status TEXT NOT NULL,
  total_sessions INTEGER NOT NULL DEFAULT 0,
  active_sessions INTEGER NOT NULL DEFAULT 0,
  total_credits_used REAL NOT NULL DEFAULT 0,
  context_preservation_rate REAL NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX projects_by_update ON projects (updated_at DESC, id DESC) WHERE deleted = 0;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  project_id INTEGER,
  account_name TEXT NOT NULL,
  session_type TEXT NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  objectives TEXT NOT NULL,
  accomplishments TEXT NOT NULL,
  blockers TEXT NOT NULL,
  credits_used REAL NOT NULL,
  source TEXT NOT NULL,
  started_at TEXT NOT NULL,
  completed_at TEXT,
  conversation_count INTEGER NOT NULL DEFAULT 0,
  handoff_count INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX sessions_by_project ON sessions (project_id, updated_at);
CREATE INDEX sessions_sums ON sessions (project_id, deleted, status, credits_used);
CREATE INDEX sessions_by_source ON sessions (source) WHERE source <> '';

CREATE TABLE conversation_history (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  position TEXT NOT NULL,
  piece INTEGER NOT NULL,
  turn_number INTEGER,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  text_id INTEGER NOT NULL,
  tool TEXT,
  agent TEXT,
  typed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (session_id, uid)
);
CREATE INDEX conversation_by_position ON conversation_history (session_id, position);
CREATE INDEX conversation_by_text ON conversation_history (text_id);
CREATE INDEX conversation_unnumbered ON conversation_history (session_id) WHERE turn_number IS NULL;

CREATE TABLE handoff_documents (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  session_id INTEGER,
  parent_uid TEXT,
  handoff_type TEXT NOT NULL,
  branch TEXT NOT NULL DEFAULT '',
  text_id INTEGER,
  ai_model TEXT,
  ai_confidence REAL,
  preservation REAL,
  groundedness REAL,
  compression REAL,
  tokens INTEGER,
  counts TEXT,
  created_at TEXT NOT NULL
);
CREATE INDEX handoffs_by_session ON handoff_documents (session_id, created_at);
CREATE INDEX handoffs_by_text ON handoff_documents (text_id);

CREATE TABLE project_files (
  session_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  change TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (session_id, path)
) WITHOUT ROWID;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  account_name TEXT NOT NULL,
  platform TEXT NOT NULL,
  credits_available REAL NOT NULL,
  credits_used_today REAL NOT NULL,
  specialization TEXT NOT NULL,
  status TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE TABLE knowledge_base (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  project_id INTEGER,
  category TEXT NOT NULL,
  title TEXT NOT NULL,
  text_id INTEGER,
  tags TEXT NOT NULL,
  usage_count INTEGER NOT NULL DEFAULT 0,
  success_count INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX knowledge_by_text ON knowledge_base (text_id);

-- Uses of knowledge are a set of events, so that counting them commutes.
CREATE TABLE knowledge_uses (
  event_id TEXT PRIMARY KEY,
  knowledge_id INTEGER NOT NULL,
  success INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX knowledge_uses_by_item ON knowledge_uses (knowledge_id);

CREATE TABLE analytics_cache (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;
