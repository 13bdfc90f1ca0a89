-- A project may be merged into another (core/events/fold.cpp). `merged_into` is the uid that was set, '' for none;
-- `part_of` the id of the project in which its sessions are by all such pointers, NULL for one by itself.
ALTER TABLE projects ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN part_of INTEGER;
