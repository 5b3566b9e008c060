-- Legal holds: whose data must not be deleted, whoever asks for it.

create table legal_holds (
  subject_id uuid        primary key, -- a tenant or a user
  reason     text        not null,
  reference  text        not null,    -- of the case, in the words of whoever keeps it
  set_by     text        not null,
  set_at     timestamptz not null
);
create index legal_holds_by_time on legal_holds (set_at desc, subject_id);

-- Tenants under legal hold that a user's job would take along, and has no jobs for yet.
alter table deletion_jobs add column held_tenants uuid[] not null default '{}';

-- Since when a job must not delete, because of its own subject or of anybody else who would go along: a user's job and
-- those of the tenants that go with the user are one. Null where it may.
create function held_since(_job_id uuid) returns timestamptz language sql stable
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

-- Whoever sets a hold waits for statements that have looked and not committed yet, and those that look afterwards see
-- it: whatever begins has looked after the last hold that was answered. Nobody who holds this lock waits for a row.
create function take_legal_hold_turn() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('legal_holds', 20));
  return null;
end $$;

create trigger legal_holds_turn before insert on legal_holds
  for each statement execute function take_legal_hold_turn();

-- Whether a job may go on. What puts rows back deletes nothing: no hold keeps it from that. Not stable: it looks after it has
-- its turn, not when its statement began.
create function may_delete(_job_id uuid) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('legal_holds', 20));
  return orchestrator.held_since(_job_id) is null
    or exists (select from orchestrator.deletion_jobs j where j.job_id = _job_id and j.undo <> 'none');
end $$;

-- The line about it loses its reason when the subject is erased, like every other; the reference is no text about anybody.
create function audit_legal_hold(_actor text, _source text, _via text, _action text, _subject uuid, _reason text,
    _reference text) returns void language sql as $$
  select orchestrator.append_audit(gen_random_uuid(), null, _actor, _source, 'legal_hold.' || _action, _subject, null,
    'done', _reason, jsonb_strip_nulls(jsonb_build_object('reference', _reference, 'via', _via)))
$$;

-- A replay leaves them alone, too.
alter table erasure_findings drop constraint erasure_findings_code_check;
alter table erasure_findings add constraint erasure_findings_code_check
  check (code in ('late_rows', 'residual_rows', 'living_tenant', 'replay_refused', 'legal_hold'));
