-- Legal holds and certificates of jobs that can be undone.

-- What puts rows back deletes nothing: no hold keeps it from going on.
create or replace function may_delete(_job_id uuid) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('legal_holds', 20));
  return orchestrator.held_since(_job_id) is null
    or exists (select from orchestrator.deletion_jobs j where j.job_id = _job_id and j.undo <> 'none');
end $$;

-- A completed job is certified when its restore log is destroyed, in that transaction; at once where there is none.
create or replace function certify_completed() returns trigger language plpgsql as $$
begin
  if new.status = 'completed' and new.restore_log in ('none', 'destroyed') then
    perform orchestrator.request_certificate(new.job_id);
  elsif old.status = 'completed' and new.status <> 'completed' then
    delete from orchestrator.certificates_due d where d.job_id = new.job_id;
  end if;
  return null;
end $$;

drop trigger deletion_jobs_certificate on deletion_jobs;
create trigger deletion_jobs_certificate after update of status, restore_log on deletion_jobs for each row
  when ('completed' in (old.status, new.status)
    and (old.status is distinct from new.status or old.restore_log is distinct from new.restore_log))
  execute function certify_completed();
