-- Asked before and after every step, and whenever a job is read. PostgreSQL plans a function in SQL at every call, which took it
-- thirty times as long as the answer; in PL/pgSQL a session keeps the plan.
create or replace function held_since(_job_id uuid) returns timestamptz language plpgsql stable as $$
begin
  return (
    select min(h.set_at) from orchestrator.legal_holds h where h.subject_id = any(array(
      select unnest(array[j.tenant_id, j.user_id] || j.held_tenants)
      from orchestrator.deletion_jobs j where j.job_id = _job_id
      union all
      select unnest(array[whole.user_id] || whole.held_tenants)
      from orchestrator.deletion_jobs j join orchestrator.deletion_jobs whole on whole.job_id = j.parent_id
      where j.job_id = _job_id
      union all
      select part.tenant_id
      from orchestrator.deletion_jobs j
        join orchestrator.deletion_jobs part on part.parent_id = coalesce(j.parent_id, j.job_id)
      where j.job_id = _job_id and (part.status in ('pending', 'in_progress')
        or part.status = 'failed' and part.purge_begun_at is not null))));
end $$;
