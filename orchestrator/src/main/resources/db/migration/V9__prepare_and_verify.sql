-- Phases prepare and verify: what their steps have found out, and fences that are to be lifted again.

-- {"fence": {...}} of a step of prepare, {"verification": {...}} of one of verify and of the tenant service's.
alter table deletion_steps add column evidence jsonb not null default '{}';

alter table deletion_jobs
  -- set: services have been asked for a fence; unwanted: the job comes to nothing for now, so they are to be lifted.
  add column fences          text not null default 'none' check (fences in ('none', 'set', 'unwanted', 'lifted')),
  add column fences_until    timestamptz, -- until when somebody is lifting them
  add column fences_tried_at timestamptz; -- when that was last tried in vain
create index deletion_jobs_fences on deletion_jobs (fences_tried_at) where fences = 'unwanted';

-- Steps that delete nothing are no part of what a job adds up to, but where they have failed.
create or replace function job_tally(_job_id uuid) returns jsonb language sql stable
  return (
    select jsonb_build_object(
      'rows', coalesce(sum((select sum(value::bigint) from jsonb_each_text(s.deleted_counts))), 0),
      'services_completed', count(*) filter (where s.status = 'completed' and s.phase not in ('prepare', 'verify')),
      'services_failed', count(distinct s.service) filter (where s.status = 'failed'),
      'services_skipped', count(*) filter (where s.status = 'skipped' and s.phase not in ('prepare', 'verify')))
    from orchestrator.deletion_steps s where s.job_id = _job_id);

-- Of steps that delete nothing only a failure is worth a line.
drop trigger deletion_steps_audit_end on deletion_steps;
create constraint trigger deletion_steps_audit_end after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and (new.status = 'failed'
    or new.status in ('completed', 'skipped') and new.phase not in ('prepare', 'verify')))
  execute function audit_step_end();

drop trigger deletion_steps_audit_left_out on deletion_steps;
create constraint trigger deletion_steps_audit_left_out after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'left_out'
    and new.phase not in ('prepare', 'verify'))
  execute function audit_step_left_out();

create function audit_fences_lifted() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_job_line(new, 'orchestrator', 'fences_lifted', 'done', null, '{}');
  return null;
end $$;

create constraint trigger deletion_jobs_audit_fences after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.fences = 'unwanted' and new.fences = 'lifted')
  execute function audit_fences_lifted();

-- No service is called to delete before all are ready, and the tenant, memberships and the account do not go before every
-- service is verified, whoever runs the job: a replica that does not know these phases cannot leave them out. At the
-- commit, because one statement writes the last answers of a phase and the beginning of the next.
create function require_checked() returns trigger language plpgsql as $$
begin
  if new.phase in ('purge', 'services') then
    if not exists (select from orchestrator.deletion_steps c
                   where c.job_id = new.job_id and c.phase = 'prepare' and c.service = new.service)
        or exists (select from orchestrator.deletion_steps c
                   where c.job_id = new.job_id and c.phase = 'prepare' and c.status not in ('completed', 'left_out')) then
      raise exception 'job %: % is to delete, and not every service is prepared', new.job_id, new.service
        using errcode = 'restrict_violation';
    end if;
  elsif exists (select from orchestrator.deletion_steps p
                where p.job_id = new.job_id and p.phase in ('purge', 'services')
                  and not exists (select from orchestrator.deletion_steps c
                    where c.job_id = p.job_id and c.service = p.service
                      and (c.phase = 'verify' and c.status = 'completed' or c.status = 'left_out'))) then
    raise exception 'job %: % is to begin, and not every service is verified', new.job_id, new.phase
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

create constraint trigger deletion_steps_require_checked after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'in_progress'
    and new.phase in ('purge', 'services', 'tenant', 'memberships', 'account'))
  execute function require_checked();
