-- How two stores hold one history (core/sync, docs/sync.md). What is here belongs to this store alone.

-- The life of this store's numbering: who knows it by another epoch must ask from the beginning.
ALTER TABLE clock ADD COLUMN epoch TEXT NOT NULL DEFAULT '';
UPDATE clock SET epoch = lower(hex(randomblob(8)));
-- Counts up when events get other stamps, until the projections were made again from them; then 0.
ALTER TABLE clock ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
-- What people call this device; "" until it syncs.
ALTER TABLE clock ADD COLUMN device_name TEXT NOT NULL DEFAULT '';

-- Devices that pushed to this store.
CREATE TABLE devices (
  device_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  seen_at TEXT NOT NULL
) WITHOUT ROWID;

-- Stores that this one syncs with. `key_name` names the secret that the host keeps. `cursor` is where the
-- next pull begins, `known` the last place in the remote's log that this store was told of, both as the
-- remote gave them. `pushed`: the seq of this log up to which everything chosen was offered.
CREATE TABLE remotes (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  key_name TEXT NOT NULL,
  all_projects INTEGER NOT NULL,
  automatic INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  cursor TEXT NOT NULL,
  known TEXT NOT NULL,
  pushed INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  synced_at TEXT,
  failed_at TEXT,
  failure TEXT NOT NULL
) WITHOUT ROWID;

-- The projects whose events may go to a remote, each with its own `pushed`.
CREATE TABLE remote_projects (
  remote TEXT NOT NULL,
  project_uid TEXT NOT NULL,
  pushed INTEGER NOT NULL,
  PRIMARY KEY (remote, project_uid)
) WITHOUT ROWID;

-- Which events of this log came from a remote, as ranges of seq: they are not offered to it.
CREATE TABLE remote_pulled (
  remote TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (remote, first_seq)
) WITHOUT ROWID;

-- Events that were refused, here or there, and stand in nobody's way.
CREATE TABLE refused_events (
  remote TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('push', 'pull')),
  event_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  event TEXT NOT NULL,
  refused_at TEXT NOT NULL,
  PRIMARY KEY (remote, direction, event_id)
) WITHOUT ROWID;
