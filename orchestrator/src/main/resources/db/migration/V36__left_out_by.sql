-- Who has left a service out, and why, is written down with one of the steps that this changes, and audited with that one,
-- whichever it is: a service that has purged before has none left that deletes.
drop trigger deletion_steps_audit_left_out on deletion_steps;
create constraint trigger deletion_steps_audit_left_out after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status = 'left_out' and new.left_out_by is not null)
  execute function audit_step_left_out();

-- What was typed about that goes where a job has ended for good, too.
create function forget_left_out_reason() returns trigger language plpgsql as $$
begin
  update orchestrator.deletion_steps set left_out_reason = null
  where job_id = new.job_id and left_out_reason is not null;
  return null;
end $$;

create constraint trigger deletion_jobs_forget_left_out_reason after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status in ('cancelled', 'rolled_back'))
  execute function forget_left_out_reason();

-- What releases of before have kept of them.
update deletion_steps s set left_out_reason = null from deletion_jobs j
where j.job_id = s.job_id and j.status in ('cancelled', 'rolled_back') and s.left_out_reason is not null;
