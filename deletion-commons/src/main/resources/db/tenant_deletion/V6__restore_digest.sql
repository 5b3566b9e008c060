-- Of an entry's rows as they were when they went: the major version of PostgreSQL, whose hashes it is made of, and the sum of
-- the rows' hashes. Sealed as the rows are. Entries of before have none.
alter table restore_log add column digest bytea;

-- Whether what came back was compared with the digests.
alter table restore_window add column verified boolean;
