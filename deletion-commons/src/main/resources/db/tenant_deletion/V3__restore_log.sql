-- What purges removed, for as long as it can be put back: sealed with a key that is not in this database. Ids, names of
-- tables and columns, and counts only are readable.

-- Until when the rows that one job removed from one service can be put back, and what became of them.
create table restore_window (
  id bigint generated always as identity primary key,
  service text not null,
  subject_kind text not null check (subject_kind in ('tenant', 'user')),
  subject_id uuid not null,
  job_id uuid not null,
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'restored', 'forgotten', 'expired')),
  -- Rows by table, once they are back.
  restored_counts json,
  -- A known text, sealed: tells a wrong key before anything is changed.
  key_check bytea not null,
  unique (service, subject_kind, subject_id, job_id));

create index on restore_window (expires_at) where status = 'open';

-- Some thousand rows of one table in one entry, by columns. No foreign key: an entry is written and removed in transactions
-- without PostgreSQL's own checks.
create table restore_log (
  window_id bigint not null,
  entry bigint generated always as identity,
  table_schema text not null,
  table_name text not null,
  -- deleted: rows that are gone. nullified: references of rows that were set to NULL, after the key of the row.
  kind text not null check (kind in ('deleted', 'nullified')),
  column_names text[] not null,
  -- Exact type and modifier: another type now could not hold every value.
  column_types text[] not null,
  -- bytes: 16 bytes each; array: the text of an array of the type; text: of an array of texts.
  column_formats text[] not null,
  key_columns int not null,
  -- Of each column's part in bytes.
  lengths int[] not null,
  row_count int not null,
  -- Identifiers do not get smaller, so they are sealed as they are.
  ids bytea,
  data bytea,
  primary key (window_id, entry));

alter table restore_log alter column ids set storage external;
alter table restore_log alter column data set storage external;
