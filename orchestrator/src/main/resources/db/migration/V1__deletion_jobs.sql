-- Jobs and their steps. Every transition is a compare-and-set on status and run_id.

create table deletion_jobs (
  job_id            uuid primary key,
  tenant_id         uuid        not null,
  tenant_name       text,
  initiated_by      uuid,
  reason            text,
  status            text        not null
    check (status in ('pending', 'in_progress', 'completed', 'failed', 'cancelled', 'rolled_back')),
  idempotency_scope text,
  idempotency_key   text,
  request_hash      text,
  created_at        timestamptz not null,
  started_at        timestamptz,
  completed_at      timestamptz,
  error_log         jsonb       not null default '[]',
  -- Whoever runs the job writes with its run_id; a run that lost the lease matches no row any more.
  run_id            uuid,
  lease_until       timestamptz,
  check ((idempotency_key is null) = (request_hash is null)),
  check ((idempotency_key is null) = (idempotency_scope is null))
);

create unique index deletion_jobs_one_open_per_tenant
  on deletion_jobs (tenant_id) where status in ('pending', 'in_progress');
create unique index deletion_jobs_idempotency
  on deletion_jobs (idempotency_scope, idempotency_key) where idempotency_key is not null;
create index deletion_jobs_claimable
  on deletion_jobs (created_at) where status in ('pending', 'in_progress');
create index deletion_jobs_by_tenant on deletion_jobs (tenant_id, created_at desc);
create index deletion_jobs_by_status on deletion_jobs (status, created_at desc);
create index deletion_jobs_by_age on deletion_jobs (created_at desc);

create table deletion_steps (
  job_id         uuid             not null references deletion_jobs on delete cascade,
  service        text             not null,
  position       integer          not null,
  status         text             not null default 'pending'
    check (status in ('pending', 'in_progress', 'completed', 'failed', 'skipped')),
  attempts       integer          not null default 0,
  progress       double precision not null default 0 check (progress between 0 and 1),
  deleted_counts jsonb            not null default '{}',
  errors         jsonb            not null default '[]',
  started_at     timestamptz,
  completed_at   timestamptz,
  primary key (job_id, service)
);

-- {"a": 1, "b": 2} + {"b": 3} = {"a": 1, "b": 5}
create function add_counts(known jsonb, further jsonb) returns jsonb
  language sql immutable
  return (
    select coalesce(jsonb_object_agg(key, total), '{}')
    from (select key, sum(value::bigint) as total
          from (select key, value from jsonb_each_text(known)
                union all
                select key, value from jsonb_each_text(further)) as entries
          group by key) as totals);
