-- Who may come in: tokens limited to projects, login links, and the sessions of browsers. All of it
-- belongs to this store alone and is never an event. Only digests (SHA-256, hex) of secrets are kept.

-- 1: the token reaches the projects in token_projects only, even when none of them is left.
ALTER TABLE tokens ADD COLUMN scoped INTEGER NOT NULL DEFAULT 0;

CREATE TABLE token_projects (
  token_id INTEGER NOT NULL,
  project_uid TEXT NOT NULL,
  PRIMARY KEY (token_id, project_uid)
) WITHOUT ROWID;

-- A code of a login link is used once: the session that it became stays with it until it expires.
CREATE TABLE login_codes (
  sha256 TEXT PRIMARY KEY,
  token_id INTEGER NOT NULL,
  expires_at TEXT NOT NULL,
  used_by TEXT
) WITHOUT ROWID;

-- A browser's session ends with its token. One of the host's own secret has no token: `bound_to` is
-- the digest of the session's secret and that one together, so that a new secret ends it.
CREATE TABLE login_sessions (
  sha256 TEXT PRIMARY KEY,
  token_id INTEGER,
  bound_to TEXT,
  expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX login_sessions_by_expiry ON login_sessions (expires_at);
