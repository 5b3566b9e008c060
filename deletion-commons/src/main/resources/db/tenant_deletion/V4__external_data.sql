-- Names of what deleted rows have left outside the database, such as files, until it is removed there. Of what was
-- removed only counts stay.

-- What one job has named of one subject in one service.
create table external_data (
  id uuid primary key default gen_random_uuid(),
  service text not null,
  subject_kind text not null check (subject_kind in ('tenant', 'user')),
  subject_id uuid not null,
  -- Null where rows were deleted on behalf of no job.
  job_id uuid,
  unique nulls not distinct (service, subject_kind, subject_id, job_id));

-- No foreign key: a name is written down in a transaction without PostgreSQL's own checks.
create table external_name (
  entry bigint generated always as identity primary key,
  data_id uuid not null,
  store text not null,
  name text not null,
  -- The tenant that the row belonged to, where it was deleted with a user; null where that is the subject, or unknown.
  tenant text,
  -- Never removed: it does not look like a name of this subject's.
  refused boolean not null default false);

create index on external_name (data_id, entry);

-- How much a job has had removed.
create table external_count (
  data_id uuid not null,
  store text not null,
  removed bigint not null,
  primary key (data_id, store));
