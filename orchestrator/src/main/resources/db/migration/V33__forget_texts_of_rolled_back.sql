-- A job that was rolled back has ended for good, as one that was cancelled: what people typed about it goes, too.
create or replace function forget_texts() returns trigger language plpgsql as $$
begin
  if new.status in ('cancelled', 'rolled_back') then
    update orchestrator.deletion_jobs
    set tenant_name = null, reason = null, changed_from = null, changed_why = null
    where job_id = new.job_id;
  else
    update orchestrator.deletion_jobs
    set tenant_name = null, reason = null, changed_from = null, changed_why = null, approval_reason = null,
      error_log = orchestrator.error_kinds(error_log)
    where (tenant_id = new.tenant_id or user_id = new.user_id) and status not in ('pending', 'in_progress')
      and (num_nonnulls(tenant_name, reason, changed_from, changed_why, approval_reason) > 0 or error_log <> '[]');
    update orchestrator.deletion_steps s set errors = orchestrator.error_kinds(s.errors), left_out_reason = null
    from orchestrator.deletion_jobs j
    where j.job_id = s.job_id and (j.tenant_id = new.tenant_id or j.user_id = new.user_id)
      and j.status not in ('pending', 'in_progress') and (s.errors <> '[]' or s.left_out_reason is not null);
    update orchestrator.deletion_control set changed_from = null where changed_by = new.user_id::text;
  end if;
  return null;
end $$;

drop trigger deletion_jobs_forget_texts on deletion_jobs;
create constraint trigger deletion_jobs_forget_texts after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status in ('completed', 'cancelled', 'rolled_back'))
  execute function forget_texts();

update deletion_jobs set tenant_name = null, reason = null, changed_from = null, changed_why = null
where status = 'rolled_back' and num_nonnulls(tenant_name, reason, changed_from, changed_why) > 0;
