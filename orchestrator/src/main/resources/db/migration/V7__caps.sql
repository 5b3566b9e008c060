-- Rows count against a cap from when their job begins, and by what its preview said: neither the retention nor what a
-- service claims to have deleted changes what a caller may do.
alter table deletion_jobs add column expected_rows bigint check (expected_rows >= 0);
create index deletion_jobs_by_beginning on deletion_jobs (requested_by, started_at) where expected_rows is not null;

-- A lift holds until its job begins, which may be long after the grant does not count any more.
alter table deletion_grants add column lifted boolean not null default false;

-- Rows of a caller's other jobs that began after _since, or were let begin and have not begun yet; and when the first
-- of them began.
create function begun_rows(_actor text, _job_id uuid, _since timestamptz)
    returns table (expected bigint, oldest timestamptz) language sql stable as $$
  select coalesce(sum(j.expected_rows), 0)::bigint, min(j.started_at)
  from orchestrator.deletion_jobs j
  where j.requested_by = _actor and j.job_id <> _job_id and j.expected_rows is not null
    and (j.started_at > _since or (j.started_at is null and j.status in ('pending', 'in_progress')))
$$;

-- As before, but for how rows are counted; caps that are null are lifted.
create or replace function grant_deletion(_job_id uuid, _actor text, _tenants integer, _at timestamptz,
    _since timestamptz, _pending timestamptz, _max_tenants bigint, _max_rows bigint)
    returns table (granted boolean, tenants bigint, removed bigint, oldest timestamptz) language plpgsql as $$
declare
  _oldest_job timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(_actor, 4));
  select coalesce(sum(g.tenants), 0), min(g.at) into tenants, oldest
  from orchestrator.deletion_grants g left join orchestrator.deletion_jobs j using (job_id)
  where g.actor = _actor and g.at > _since and coalesce(j.status <> 'cancelled', g.at > _pending);
  select b.expected, b.oldest into removed, _oldest_job from orchestrator.begun_rows(_actor, _job_id, _since) b;
  oldest := least(oldest, _oldest_job);
  granted := (_max_tenants is null or tenants + _tenants <= _max_tenants) and (_max_rows is null or removed < _max_rows);
  if granted then
    insert into orchestrator.deletion_grants values (_job_id, _actor, _tenants, _at, _max_rows is null)
    on conflict (job_id) do nothing;
  end if;
  return next;
end $$;

-- Lets a job begin that deletes so many rows, where its requester's other jobs after _since leave room, and tells what
-- counted. One that has begun before goes on in any case, and so does one whose caps are lifted. Callers take turns.
create function begin_deletion(_job_id uuid, _rows bigint, _since timestamptz, _max_rows bigint)
    returns table (granted boolean, removed bigint, oldest timestamptz) language plpgsql as $$
declare
  _job orchestrator.deletion_jobs;
begin
  select * into strict _job from orchestrator.deletion_jobs j where j.job_id = _job_id;
  perform pg_advisory_xact_lock(hashtextextended(_job.requested_by, 4));
  select b.expected, b.oldest into removed, oldest from orchestrator.begun_rows(_job.requested_by, _job_id, _since) b;
  granted := removed < _max_rows or _job.started_at is not null
    or exists (select from orchestrator.deletion_grants g where g.job_id = _job_id and g.lifted);
  if granted then
    update orchestrator.deletion_jobs j
    set expected_rows = case when j.started_at is null then _rows else coalesce(j.expected_rows, _rows) end
    where j.job_id = _job_id;
  end if;
  return next;
end $$;
