-- Keys of jobs, each wrapped by a master key that no database knows. In a database of its own, whose backups are kept no
-- longer than the keys may live: a key that is destroyed must not come back with a backup.
create table job_keys (
  job_id     uuid        primary key,
  -- AES-256-GCM: 12 bytes of nonce, then the wrapped key with its tag; bound to the job's id.
  wrapped    bytea       not null,
  master_key text        not null, -- which one has wrapped it: the beginning of its digest
  created_at timestamptz not null
);
