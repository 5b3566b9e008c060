-- Steps by phase, what a job waits for, since when its purge cannot be taken back, and suspensions that never go back in time.

-- Steps: (job, phase, service) ------------------------------------------------------------------------------------------
alter table deletion_steps add column phase text;
update deletion_steps s
set phase = case
  when j.kind = 'tenant' then case s.service when 'tenant' then 'tenant' else 'purge' end
  when s.service in ('identity', 'tenants', 'memberships', 'account') then s.service
  else 'services' end
from deletion_jobs j where j.job_id = s.job_id;
alter table deletion_steps
  alter column phase set not null,
  drop constraint deletion_steps_pkey,
  add primary key (job_id, phase, service),
  -- Who said, and why, that a service that is not registered any more is not waited for.
  add column left_out_by     text,
  add column left_out_reason text,
  drop constraint deletion_steps_status_check,
  add constraint deletion_steps_status_check
    check (status in ('pending', 'in_progress', 'completed', 'failed', 'skipped', 'left_out'));

-- Jobs ------------------------------------------------------------------------------------------------------------------
create sequence suspension_tokens;

alter table deletion_jobs
  -- From here on rows may be gone: the job ends by being completed, never by being taken back.
  add column purge_begun_at timestamptz,
  -- Why an open or failed job does nothing now, since when, and when it is tried again by itself.
  add column waiting_for     text check (waiting_for in ('unavailable', 'refused', 'drifted')),
  add column waiting_since   timestamptz,
  add column waiting_detail  text,
  add column next_attempt_at timestamptz,
  add column pauses          integer not null default 0, -- how many in a row without getting any further
  -- An id that the tenant service or the identity provider may not know.
  add column forced          boolean not null default false,
  -- A job that is part of another begins when that one says so, once more having looked who else owns the tenant.
  add column released        boolean not null default true,
  -- Owners and admins of the tenant who do not count when it is asked whether anybody else needs it.
  add column disregarded     uuid[] not null default '{}';

alter table deletion_jobs rename column hold to suspension;
alter table deletion_jobs rename column hold_tried_at to suspension_tried_at;
alter table deletion_jobs drop constraint deletion_jobs_hold_check;
update deletion_jobs set suspension = 'suspended' where suspension = 'held';
alter table deletion_jobs
  add constraint deletion_jobs_suspension_check check (suspension in ('none', 'wanted', 'suspended', 'unwanted')),
  -- Grows with every decision about a suspension, whichever job takes it; the tenant service refuses older ones.
  add column suspension_token bigint not null default nextval('suspension_tokens');
alter index deletion_jobs_holds rename to deletion_jobs_suspensions;

-- Of a tenant's or user's failed jobs of before only the newest goes on, and only where none came after it.
update deletion_jobs j set purge_begun_at = j.started_at
where j.started_at is not null and (j.status = 'in_progress' or (j.status = 'failed' and not exists (
  select from deletion_jobs later
  where coalesce(later.tenant_id, later.user_id) = coalesce(j.tenant_id, j.user_id) and later.job_id <> j.job_id
    and (later.created_at, later.job_id) > (j.created_at, j.job_id)
    and later.status in ('pending', 'in_progress', 'completed', 'failed'))));
update deletion_jobs set waiting_for = 'refused', waiting_since = completed_at where status = 'failed';

-- One deletion of a tenant or user at a time; one that has begun to purge stays the only one until it is completed.
drop index deletion_jobs_one_open_per_tenant;
drop index deletion_jobs_one_open_per_user;
create unique index deletion_jobs_one_per_tenant on deletion_jobs (tenant_id)
  where status in ('pending', 'in_progress') or (status = 'failed' and purge_begun_at is not null);
create unique index deletion_jobs_one_per_user on deletion_jobs (user_id)
  where status in ('pending', 'in_progress') or (status = 'failed' and purge_begun_at is not null);
