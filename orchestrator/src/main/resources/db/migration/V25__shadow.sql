-- Rehearsals: jobs that ask every service what it would delete and what is in the way, and change nothing.
alter table deletion_jobs add column shadow boolean not null default false;

-- Whoever is told of a deletion would act on it. Of a rehearsal the world hears nothing, whoever writes the event.
create function tell_no_rehearsal() returns trigger language plpgsql as $$
begin
  if exists (select from orchestrator.deletion_jobs where job_id = (new.data ->> 'job_id')::uuid and shadow) then
    return null;
  end if;
  return new;
end $$;

create trigger outbox_no_rehearsal before insert on outbox for each row
  when (new.source = 'orchestrator' and new.data ? 'job_id') execute function tell_no_rehearsal();
alter table outbox enable always trigger outbox_no_rehearsal;

-- Each of its lines in the audit log says what it is.
create or replace function append_job_line(_job orchestrator.deletion_jobs, _actor text, _action text, _outcome text,
    _reason text, _detail jsonb) returns void language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, _actor,
    case when _actor <> 'orchestrator' then _job.changed_from end, 'deletion.' || _action,
    coalesce(_job.tenant_id, _job.user_id), _job.job_id, _outcome, _reason,
    jsonb_build_object('kind', _job.kind) || jsonb_strip_nulls(_detail
      || jsonb_build_object('via', case when _actor <> 'orchestrator' then _job.changed_via end,
        'mode', case when _job.shadow then 'shadow' end)));
end $$;
