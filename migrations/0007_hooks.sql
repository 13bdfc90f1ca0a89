-- What the hooks of assistants work with (core/hooks). It belongs to this store alone and is never an event.

-- How far a session's transcript files were taken in: `read_bytes` of each, whole lines, and the hash of the
-- bytes before that place, by which a file that was written anew is known.
CREATE TABLE transcript_files (
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  format TEXT NOT NULL,
  project_uid TEXT NOT NULL,
  session_uid TEXT NOT NULL,
  cwd TEXT NOT NULL,
  branch TEXT NOT NULL,
  read_bytes INTEGER NOT NULL,
  mark TEXT NOT NULL,
  read_at TEXT NOT NULL,
  PRIMARY KEY (source, file)
) WITHOUT ROWID;
CREATE INDEX transcript_files_by_project ON transcript_files (project_uid, read_at);

-- The handoff of a session under way, made anew by each hook. It becomes a revision (its event's uid and
-- body, and its text) when the session ends, is compacted or another one starts, or when enough is new;
-- the text is '' while there is nothing that no revision has, and counts for nothing once the session has
-- another newest revision than `parent_uid`. `fresh_bytes` came since the last revision.
CREATE TABLE handoff_drafts (
  session_uid TEXT PRIMARY KEY,
  project_uid TEXT NOT NULL,
  handoff_uid TEXT NOT NULL,
  parent_uid TEXT NOT NULL,
  body TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  text TEXT NOT NULL,
  fresh_bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX handoff_drafts_by_project ON handoff_drafts (project_uid) WHERE text <> '';
