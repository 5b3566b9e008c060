-- While a new version is rolled out, replicas of the one before run jobs, too, and know neither rehearsals nor legal holds. The
-- database knows them: a rehearsal deletes nothing, and nothing begins or completes under a hold, whoever runs the job. Who knows
-- them has asked may_delete in the same transaction, and is never refused here.

create function refuse_unaware_step() returns trigger language plpgsql as $$
begin
  if exists (select from orchestrator.deletion_jobs j
      where j.job_id = new.job_id and (j.shadow and new.phase <> 'prepare'
        or j.undo = 'none' and exists (select from orchestrator.legal_holds)
          and orchestrator.held_since(j.job_id) is not null)) then
    raise exception 'job %: it only rehearses, or its subject is under legal hold, and % is not to run', new.job_id, new.phase
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

create trigger deletion_steps_refuse_unaware_new after insert on deletion_steps for each row
  when (new.status = 'in_progress') execute function refuse_unaware_step();
create trigger deletion_steps_refuse_unaware after update on deletion_steps for each row
  when (old.status is distinct from new.status and new.status = 'in_progress') execute function refuse_unaware_step();

create function refuse_unaware_job() returns trigger language plpgsql as $$
begin
  if new.shadow or exists (select from orchestrator.legal_holds) and orchestrator.held_since(new.job_id) is not null then
    raise exception 'job %: it only rehearses, or its subject is under legal hold', new.job_id
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

-- Fences are a deletion's, and so is its end.
create trigger deletion_jobs_refuse_unaware after update on deletion_jobs for each row
  when (new.undo = 'none' and (new.shadow and old.fences is distinct from new.fences and new.fences = 'set'
    or old.status is distinct from new.status and new.status = 'completed'))
  execute function refuse_unaware_job();
