-- Deletions that are undone: restored after they were completed, or rolled back after they have failed.
alter table deletion_jobs
  -- From here on the job's phases put back what it has deleted; says why.
  add column undo                text not null default 'none' check (undo in ('none', 'restore', 'rollback')),
  add column undo_at             timestamptz, -- since when
  add column on_failure          text not null default 'retry' check (on_failure in ('retry', 'rollback')),
  -- What services keep of what they delete: kept while there is a key to it.
  add column restore_log         text not null default 'none'
    check (restore_log in ('none', 'kept', 'destroying', 'destroyed')),
  add column restore_until       timestamptz,
  add column restore_tried_at    timestamptz, -- since when somebody is destroying the key
  add column without_restore_log text[] not null default '{}',
  drop constraint deletion_jobs_status_check,
  add constraint deletion_jobs_status_check
    check (status in ('pending', 'in_progress', 'completed', 'failed', 'cancelled', 'rolled_back', 'restored'));
create index deletion_jobs_restore_logs on deletion_jobs (restore_until) where restore_log in ('kept', 'destroying');
create index deletion_jobs_undone on deletion_jobs (status) where undo <> 'none';

-- What puts rows back is no part of what a job adds up to, but where it has failed.
create or replace function job_tally(_job_id uuid) returns jsonb language sql stable
  return (
    select jsonb_build_object(
      'rows', coalesce(sum((select sum(value::bigint) from jsonb_each_text(s.deleted_counts))), 0),
      'services_completed', count(*) filter (where s.status = 'completed'
        and s.phase not in ('prepare', 'verify', 'restore', 'restore_tenant')),
      'services_failed', count(distinct s.service) filter (where s.status = 'failed'),
      'services_skipped', count(*) filter (where s.status = 'skipped'
        and s.phase not in ('prepare', 'verify', 'restore', 'restore_tenant')))
    from orchestrator.deletion_steps s where s.job_id = _job_id);

-- Of a step that restores, what it has put back.
create function audit_step_restored() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, 'orchestrator', null,
    case new.status when 'completed' then 'step.restored' else 'step.restore_failed' end,
    coalesce(j.tenant_id, j.user_id), j.job_id, case new.status when 'completed' then 'done' else 'failed' end, null,
    jsonb_strip_nulls(jsonb_build_object(
      'service', new.service,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.evidence -> 'restored')),
      'attempts', new.attempts,
      'error_kind', substring(new.errors ->> 0 from '^([a-z_]{1,40}):'))))
  from orchestrator.deletion_jobs j where j.job_id = new.job_id;
  return null;
end $$;

create constraint trigger deletion_steps_audit_restored after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status in ('completed', 'failed')
    and new.phase in ('restore', 'restore_tenant'))
  execute function audit_step_restored();

drop trigger deletion_steps_audit_end on deletion_steps;
create constraint trigger deletion_steps_audit_end after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.phase not in ('restore', 'restore_tenant')
    and (new.status = 'failed' or new.status in ('completed', 'skipped') and new.phase not in ('prepare', 'verify')))
  execute function audit_step_end();

-- What becomes of a job when it is undone; that it fails, and is tried again, is told as of any job.
create function audit_job_undo() returns trigger language plpgsql as $$
declare
  _actor text := coalesce(new.changed_by, 'orchestrator');
  _why   text := case when new.changed_by <> 'orchestrator' then new.changed_why end;
begin
  if old.undo <> new.undo and new.undo = 'restore' then
    perform orchestrator.append_job_line(new, _actor, 'restore_requested', 'done', _why, '{}');
  elsif old.undo <> new.undo then
    perform orchestrator.append_job_line(new, 'orchestrator', 'rollback_begun', 'failed', null,
      orchestrator.job_tally(new.job_id));
  end if;
  if old.status <> new.status and new.status = 'restored' then
    perform orchestrator.append_job_line(new, 'orchestrator', 'restored', 'done', null, '{}');
  end if;
  if old.restore_log <> new.restore_log and new.restore_log in ('kept', 'destroyed') then
    perform orchestrator.append_job_line(new, 'orchestrator', 'restore_log_' || new.restore_log, 'done', null, '{}');
  end if;
  return null;
end $$;

create constraint trigger deletion_jobs_audit_undo after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.undo is distinct from new.undo or old.restore_log is distinct from new.restore_log
    or old.status is distinct from new.status and new.status = 'restored')
  execute function audit_job_undo();

-- A completed job that goes on is restored, which the line above tells, and does not start.
drop trigger deletion_jobs_audit_change on deletion_jobs;
create constraint trigger deletion_jobs_audit_change after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and old.status <> 'completed'
    or old.approval is distinct from new.approval or old.due_at is distinct from new.due_at)
  execute function audit_job_change();

-- Nobody deletes again what is being undone, whoever runs the job: not a replica that does not know of it, either.
create function refuse_undone() returns trigger language plpgsql as $$
begin
  if exists (select from orchestrator.deletion_jobs j where j.job_id = new.job_id and j.undo <> 'none') then
    raise exception 'job %: it is being undone, and % is not to run', new.job_id, new.phase
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

create constraint trigger deletion_steps_refuse_undone after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'in_progress'
    and new.phase not in ('restore', 'restore_tenant'))
  execute function refuse_undone();
