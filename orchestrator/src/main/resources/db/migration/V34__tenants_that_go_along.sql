-- What was to become of a user's tenants when the user's deletion was asked for, and so was shown, confirmed and counted:
-- {"retention": …, "successors": {tenant: user}}, null for the user of a tenant that was to go along. Null as a whole for jobs of
-- before, all of whose tenants count as such.
alter table deletion_jobs add column tenants jsonb;

-- That somebody has said no to a part: it is not made anew before a person has the whole tried again.
alter table deletion_jobs add column taken_back boolean not null default false;

-- A user's job waits as long as the job of a tenant that goes along: for its retention, an approval or a legal hold.
alter table deletion_jobs drop constraint deletion_jobs_waiting_for_check;
alter table deletion_jobs add constraint deletion_jobs_waiting_for_check
  check (waiting_for in ('unavailable', 'refused', 'drifted', 'retention', 'approval', 'legal_hold'));

-- As before, but for jobs that are part of another: they count for whoever asked for that one.
create or replace function name_requester() returns trigger language plpgsql as $$
begin
  new.requested_by := coalesce(
    (select whole.requested_by from orchestrator.deletion_jobs whole where whole.job_id = new.parent_id),
    nullif(new.changed_by, 'orchestrator'), new.initiated_by::text, new.changed_by, 'service');
  return new;
end $$;

-- As before, but for parts of a job whose caps are lifted: they are lifted for its parts.
create or replace function begin_deletion(_job_id uuid, _rows bigint, _since timestamptz, _max_rows bigint)
    returns table (granted boolean, removed bigint, oldest timestamptz) language plpgsql as $$
declare
  _job orchestrator.deletion_jobs;
begin
  select * into strict _job from orchestrator.deletion_jobs j where j.job_id = _job_id;
  perform pg_advisory_xact_lock(hashtextextended(_job.requested_by, 4));
  select b.expected, b.oldest into removed, oldest from orchestrator.begun_rows(_job.requested_by, _job_id, _since) b;
  granted := removed < _max_rows or _job.started_at is not null
    or exists (select from orchestrator.deletion_grants g where g.job_id in (_job_id, _job.parent_id) and g.lifted);
  if granted then
    update orchestrator.deletion_jobs j
    set expected_rows = case when j.started_at is null then _rows else coalesce(j.expected_rows, _rows) end
    where j.job_id = _job_id;
  end if;
  return next;
end $$;

-- A replica of before begins whatever is open of a tenant that goes along, at once. What is not to go along by the request
-- begins when its own time has come, whoever asks.
create function keep_late_part() returns trigger language plpgsql as $$
begin
  if exists (select from orchestrator.deletion_jobs whole
      where whole.job_id = old.parent_id and whole.tenants is not null
        and (whole.tenants -> 'successors' -> old.tenant_id::text) is distinct from 'null'::jsonb) then
    new.due_at := old.due_at;
    new.released := false;
  end if;
  return new;
end $$;

create trigger deletion_jobs_keep_late_part before update on deletion_jobs for each row
  when (old.parent_id is not null and not old.released and new.released and new.due_at < old.due_at)
  execute function keep_late_part();
