-- A project may be merged into another (core/events/fold.cpp). `merged_into` is the uid that was set, '' for none;
-- `part_of` the id of the project in which its sessions are by all such pointers, NULL for one by itself.
ALTER TABLE projects ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN part_of INTEGER;

-- Of two revisions of one time, which several devices may have written, the one with the later stamp stands.
ALTER TABLE handoff_documents ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
