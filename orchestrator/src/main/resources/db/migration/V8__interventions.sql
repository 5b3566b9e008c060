-- Lines about what platform admins do to jobs that do not come to an end by themselves, and about changed due times.

create or replace function audit_job_change() returns trigger language plpgsql as $$
declare
  _actor text := coalesce(new.changed_by, 'orchestrator');
  _why   text := case when new.changed_by <> 'orchestrator' then new.changed_why end;
begin
  if old.approval = 'waiting' and new.approval in ('approved', 'rejected', 'expired') then
    perform orchestrator.append_job_line(new, _actor, new.approval,
      case new.approval when 'approved' then 'done' else 'refused' end, _why, '{}');
  end if;
  if old.due_at is distinct from new.due_at then
    perform orchestrator.append_job_line(new, _actor, 'rescheduled', 'done', _why, jsonb_build_object(
      'due_at', orchestrator.utc_text(new.due_at), 'due_before', orchestrator.utc_text(old.due_at)));
  end if;
  if old.status <> new.status then
    if new.status = 'in_progress' and old.status = 'failed' then
      perform orchestrator.append_job_line(new, _actor, 'retried', 'done', _why, '{}');
    elsif new.status = 'in_progress' then
      perform orchestrator.append_job_line(new, 'orchestrator', 'started', 'done', null, '{}');
    elsif new.status = 'cancelled' then
      perform orchestrator.append_job_line(new, _actor, 'cancelled', 'done', _why, '{}');
    elsif new.status = 'failed' and _actor <> 'orchestrator' then
      perform orchestrator.append_job_line(new, _actor, 'aborted', 'done', _why, orchestrator.job_tally(new.job_id));
    elsif new.status in ('completed', 'failed', 'rolled_back') then
      perform orchestrator.append_job_line(new, 'orchestrator', new.status,
        case new.status when 'completed' then 'done' else 'failed' end, null,
        orchestrator.job_tally(new.job_id) || jsonb_strip_nulls(jsonb_build_object(
          'waiting_for', case new.status when 'failed' then new.waiting_for end)));
    end if;
  end if;
  return null;
end $$;

-- Who left a service out is written down with the step; the reason is typed text and stays out of the detail.
create function audit_step_left_out() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, new.left_out_by, null, 'step.left_out',
    coalesce(j.tenant_id, j.user_id), j.job_id, 'done', new.left_out_reason, jsonb_build_object('service', new.service))
  from orchestrator.deletion_jobs j where j.job_id = new.job_id;
  return null;
end $$;

create constraint trigger deletion_steps_audit_left_out after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'left_out')
  execute function audit_step_left_out();
