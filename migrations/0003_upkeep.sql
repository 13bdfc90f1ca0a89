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

-- While there is no search index (core/memory/search_index), one row: the last text that the index
-- being made holds, NULL while none is being made, and the end of the page being put in.
CREATE TABLE index_missing (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER,
  upto INTEGER
);
