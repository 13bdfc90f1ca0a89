-- Numbers of sessions on their way between stores (core/sync/numbers.hpp). `changed` is the seq of the log with which
-- a number changed last, 0 if it is the first that was given; `told_project_id` and `told_number` what a remote said
-- last, NULL before.
ALTER TABLE session_numbers ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session_numbers ADD COLUMN told_project_id INTEGER;
ALTER TABLE session_numbers ADD COLUMN told_number INTEGER;
CREATE INDEX session_numbers_changed ON session_numbers (changed) WHERE changed > 0;
CREATE UNIQUE INDEX session_numbers_told ON session_numbers (told_project_id, told_number)
  WHERE told_number IS NOT NULL;
CREATE INDEX session_numbers_astray ON session_numbers (session_id)
  WHERE told_number <> session_number OR told_project_id <> project_id;
