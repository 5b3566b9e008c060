-- What jobs tell the world. Written by triggers at the commit, as the lines of the audit log are: no code can forget one, and
-- each tells what the whole transaction came to.

-- The id of what a job tells once: a name-based UUID, which the applications compute in the same way.
create function event_id(_type text, _job_id uuid) returns uuid language sql immutable
  return (
    select overlay(overlay(digest placing '3' from 13)
             placing to_hex((('x' || substr(digest, 17, 1))::bit(4)::int & 3) | 8) from 17)::uuid
    from (select md5(_type || ':' || _job_id::text)) as hashed(digest));

create function tell_of_job(_job orchestrator.deletion_jobs, _what text, _id uuid, _time timestamptz, _data jsonb)
    returns void language plpgsql as $$
begin
  insert into orchestrator.outbox (id, type, source, subject, time, data)
  select coalesce(_id, orchestrator.event_id(_job.kind || '.' || _what, _job.job_id)), _job.kind || '.' || _what,
    'orchestrator', coalesce(_job.tenant_id, _job.user_id), coalesce(_time, now()),
    jsonb_strip_nulls(jsonb_build_object('job_id', _job.job_id, 'parent_job_id', _job.parent_id,
      'tenant_id', _job.tenant_id, 'user_id', _job.user_id) || _data)
  on conflict (id) do nothing;
end $$;

create function tell_new_job() returns trigger language plpgsql as $$
begin
  perform orchestrator.tell_of_job(new, 'deletion_requested', null, new.created_at, jsonb_build_object(
    'initiated_by', new.initiated_by, 'due_at', orchestrator.utc_text(new.due_at)));
  return null;
end $$;

create constraint trigger deletion_jobs_tell_new after insert on deletion_jobs
  deferrable initially deferred for each row execute function tell_new_job();

-- Rows that a job has deleted, by service.
create function deleted_rows(_job_id uuid) returns jsonb language sql stable
  return (
    select coalesce(jsonb_object_agg(service, rows), '{}')
    from (select s.service, sum(coalesce((select sum(value::bigint) from jsonb_each_text(s.deleted_counts)), 0)) as rows
          from orchestrator.deletion_steps s
          where s.job_id = _job_id and s.phase not in ('prepare', 'verify', 'identity', 'tenants')
          group by s.service) as counted);

create function tell_job_change() returns trigger language plpgsql as $$
declare
  _services jsonb;
begin
  if new.status = 'completed' then
    _services := orchestrator.deleted_rows(new.job_id);
    perform orchestrator.tell_of_job(new, 'deleted', null, new.completed_at, jsonb_build_object(
      'total_items_deleted', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(_services)),
      'services', _services, 'completed_at', orchestrator.utc_text(new.completed_at)));
  elsif new.status = 'failed' then
    -- A job may fail again after it was retried, so its id says nothing.
    perform orchestrator.tell_of_job(new, 'deletion_failed', gen_random_uuid(), new.completed_at, jsonb_build_object(
      'phase', (select s.phase from orchestrator.deletion_steps s
                where s.job_id = new.job_id and s.status in ('failed', 'skipped')
                order by s.status, s.position limit 1),
      'services_failed', (select coalesce(jsonb_agg(distinct s.service), '[]') from orchestrator.deletion_steps s
                          where s.job_id = new.job_id and s.status = 'failed'),
      'error_kind', new.waiting_for));
  elsif new.status = 'cancelled' then
    perform orchestrator.tell_of_job(new, 'deletion_cancelled', null, new.completed_at, '{}');
  elsif new.status = 'rolled_back' then
    perform orchestrator.tell_of_job(new, 'deletion_rolled_back', null, now(), '{}');
  elsif new.status = 'restored' then
    perform orchestrator.tell_of_job(new, 'restored', null, now(), '{}');
  end if;
  return null;
end $$;

create constraint trigger deletion_jobs_tell_change after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status in ('completed', 'failed', 'cancelled', 'rolled_back', 'restored'))
  execute function tell_job_change();
