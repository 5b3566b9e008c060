-- What deleted rows have named outside the services' databases, and its removal: a phase of a job. Where the rows can be put
-- back for a while it only counts, and what is outside is removed when the restore log is destroyed.

-- Completed jobs of which something outside is to be removed now.
create table external_data_due (
  job_id      uuid        primary key,
  since       timestamptz not null default clock_timestamp(),
  tried       integer     not null default 0,
  next_try_at timestamptz not null default clock_timestamp()
);
create index external_data_due_by_turn on external_data_due (next_try_at);

create or replace function job_tally(_job_id uuid) returns jsonb language sql stable
  return (
    select jsonb_build_object(
      'rows', coalesce(sum((select sum(value::bigint) from jsonb_each_text(s.deleted_counts))), 0),
      'services_completed', count(*) filter (where s.status = 'completed'
        and s.phase not in ('prepare', 'verify', 'external_data', 'restore', 'restore_tenant')),
      'services_failed', count(distinct s.service) filter (where s.status = 'failed'),
      'services_skipped', count(*) filter (where s.status = 'skipped'
        and s.phase not in ('prepare', 'verify', 'external_data', 'restore', 'restore_tenant')))
    from orchestrator.deletion_steps s where s.job_id = _job_id);

-- A certificate is due when nothing can be put back any more, and nothing outside is left to be removed.
create or replace function certify_completed() returns trigger language plpgsql as $$
begin
  if new.status = 'completed' and new.restore_log in ('none', 'destroyed') then
    if new.restore_log = 'destroyed' and exists (
        select from orchestrator.deletion_steps s
        where s.job_id = new.job_id and s.phase = 'external_data' and s.status not in ('completed', 'left_out')) then
      insert into orchestrator.external_data_due (job_id) values (new.job_id) on conflict do nothing;
    else
      perform orchestrator.request_certificate(new.job_id);
    end if;
  elsif new.status = 'completed' then
    -- Counted, not removed.
    update orchestrator.deletion_steps s set status = 'pending', completed_at = null
    where s.job_id = new.job_id and s.phase = 'external_data' and s.status = 'completed';
  elsif old.status = 'completed' then
    delete from orchestrator.certificates_due d where d.job_id = new.job_id;
    delete from orchestrator.external_data_due d where d.job_id = new.job_id;
    -- What is put back names what is outside again: nothing of it is to be removed.
    delete from orchestrator.deletion_steps s where s.job_id = new.job_id and s.phase = 'external_data';
  end if;
  return null;
end $$;

-- Nothing outside is removed before every service is verified.
drop trigger deletion_steps_require_checked on deletion_steps;
create constraint trigger deletion_steps_require_checked after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'in_progress'
    and new.phase in ('purge', 'services', 'external_data', 'tenant', 'memberships', 'account'))
  execute function require_checked();

drop trigger deletion_steps_audit_left_out on deletion_steps;
create constraint trigger deletion_steps_audit_left_out after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'left_out'
    and new.phase not in ('prepare', 'verify', 'external_data'))
  execute function audit_step_left_out();
