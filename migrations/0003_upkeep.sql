-- A rebuild under way (core/events/rebuild), one row or none: its tables hold the log up to `folded`,
-- `upto` ends the page being folded, `swapped` says that they are in place and what they replaced is
-- to be dropped.
CREATE TABLE rebuild (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  folded INTEGER NOT NULL,
  upto INTEGER NOT NULL,
  swapped INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  worked_at INTEGER NOT NULL
);
