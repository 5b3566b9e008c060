-- What deletions keep beside the services' tables. One schema a database; rows tell the services apart. Ids, names of
-- tables and counts only.

-- How many rows a job removed, written in the transaction that removed them: exact even where the answer was lost.
create table ledger (
  service text not null,
  subject_kind text not null check (subject_kind in ('tenant', 'user')),
  subject_id uuid not null,
  job_id uuid not null,
  table_name text not null,
  deleted bigint not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (service, subject_kind, subject_id, job_id, table_name));

-- The keys of removed parents, until their tables' children are known to be gone: afterwards nothing else would tell
-- whose they were. An element is the key's column as text, or an array of several columns as text.
create table removed_keys (
  part bigint generated always as identity primary key,
  service text not null,
  subject_kind text not null check (subject_kind in ('tenant', 'user')),
  subject_id uuid not null,
  table_schema text not null,
  table_name text not null,
  column_names text[] not null,
  -- Not compressed: it is written once, read once, and gone soon.
  keys text[] not null,
  removed_at timestamptz not null default now());

alter table removed_keys alter column keys set storage external;
create index on removed_keys (service, subject_kind, subject_id);
