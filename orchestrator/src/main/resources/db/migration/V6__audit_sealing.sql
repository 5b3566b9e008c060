-- Lines of the audit log are written without a lock and sealed a moment later; what people typed and addresses can be
-- erased from sealed lines without breaking the chain.

-- Lines without a number ----------------------------------------------------------------------------------------------
-- Written with the transition they tell of, each by itself: no writer waits for another one. Sealing gives them their
-- numbers and hashes, in the order in which they became visible, those of one transaction in their own order.
create table audit_log_unsealed (
  position bigint      generated always as identity primary key,
  event_id uuid        not null, -- whether it is known already is decided when it is sealed
  at       timestamptz not null check (isfinite(at)),
  actor    text        not null,
  source   text,
  action   text        not null,
  subject  uuid,
  job_id   uuid,
  outcome  text        not null check (outcome in ('done', 'refused', 'failed')),
  reason   text,
  detail   jsonb       not null
);

create trigger audit_log_unsealed_append_only before update or truncate on audit_log_unsealed
  for each statement execute function refuse_audit_change();

-- A line leaves once it is sealed.
create function check_unsealed_gone() returns trigger language plpgsql as $$
begin
  if exists (select from gone g
      where not exists (select from orchestrator.audit_log l where l.event_id = g.event_id)) then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;

create trigger audit_log_unsealed_leaves after delete on audit_log_unsealed
  referencing old table as gone for each statement execute function check_unsealed_gone();

-- Writes one line down; the trigger functions of V4 call it, too. _at null: now.
drop function append_audit(uuid, timestamptz, text, text, text, uuid, uuid, text, text, jsonb);
create function append_audit(_event_id uuid, _at timestamptz, _actor text, _source text, _action text, _subject uuid,
    _job_id uuid, _outcome text, _reason text, _detail jsonb) returns void language sql as $$
  insert into orchestrator.audit_log_unsealed
    (event_id, at, actor, source, action, subject, job_id, outcome, reason, detail)
  values (_event_id, coalesce(_at, clock_timestamp()), _actor, _source, _action, _subject, _job_id, _outcome, _reason,
    coalesce(_detail, '{}'))
$$;

-- Lines that can be redacted ------------------------------------------------------------------------------------------
-- From version 2 on, source and reason are in the hash as digests with a salt: hex of sha256(salt || text). Text and salt
-- can go, together; without the salt the digest tells nothing about the text. Lines of version 1 stay as they are.
alter table audit_log
  add column hash_version  smallint not null default 1 check (hash_version in (1, 2)),
  add column source_salt   bytea,
  add column source_digest text,
  add column reason_salt   bytea,
  add column reason_digest text,
  add check (hash_version = 2 or num_nonnulls(source_salt, source_digest, reason_salt, reason_digest) = 0),
  add check (hash_version = 1 or (source is null) = (source_salt is null) and (reason is null) = (reason_salt is null)),
  add check (hash_version = 1 or (source is null or source_digest is not null)
    and (reason is null or reason_digest is not null));

drop trigger audit_log_append_only on audit_log;
create trigger audit_log_append_only
  before delete or truncate or update of seq, event_id, at, actor, action, subject, job_id, outcome, detail, prev_hash,
    hash, hash_version, source_digest, reason_digest on audit_log
  for each statement execute function refuse_audit_change();

-- That a text goes with its salt only, and with its digest there, is checked by the table's constraints.
create function check_redaction() returns trigger language plpgsql as $$
begin
  if old.hash_version = 1
      or (new.source, new.source_salt) is distinct from (old.source, old.source_salt) and new.source is not null
      or (new.reason, new.reason_salt) is distinct from (old.reason, old.reason_salt) and new.reason is not null then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger audit_log_redaction before update on audit_log
  for each row execute function check_redaction();

-- Erases what people typed, and addresses, from the lines about a tenant or user, and the addresses from the lines of
-- what that user did. Ids, stable words and counts stay: of refusals, the reason is such a word.
create function redact_subject(_subject uuid, _until timestamptz default 'infinity') returns void language sql as $$
  update orchestrator.audit_log set source = null, source_salt = null,
    reason = case when subject = _subject and action <> 'request.refused' then null else reason end,
    reason_salt = case when subject = _subject and action <> 'request.refused' then null else reason_salt end
  where (subject = _subject or actor = _subject::text) and at <= _until and hash_version = 2
    and (source is not null or reason is not null and subject = _subject and action <> 'request.refused')
$$;

-- Who has been erased.
create index audit_log_erased on audit_log (subject) where action = 'deletion.completed';

-- Sealing -------------------------------------------------------------------------------------------------------------
create function salted_digest(_salt bytea, _text text) returns text language sql immutable
  return encode(sha256(_salt || convert_to(_text, 'UTF8')), 'hex');

-- The hashes of lines in a row: of each, what its canonical text has after the hash of the line before.
create function next_hash(_hash text, _first text, _line jsonb) returns text language sql immutable
  return encode(sha256(convert_to((jsonb_build_array(2, coalesce(_hash, _first)) || _line)::text, 'UTF8')), 'hex');
create aggregate chained_hash(_first text, _line jsonb) (sfunc = next_hash, stype = text);

-- Seals lines, a batch at most; how many it took. Whoever seals holds the lock of the head until the commit; nobody else
-- takes it, and whoever seals takes no other lock but those of lines. A line whose event is known already is left out.
-- Lines about somebody who has been erased since they happened lose their texts at once.
create function seal_audit(_batch integer) returns bigint language plpgsql as $$
declare
  _head   orchestrator.audit_head;
  _taken  bigint;
  _last   bigint;
  _people uuid[]; -- whom the lines are about, and who acted
begin
  if not exists (select from orchestrator.audit_log_unsealed) then
    return 0;
  end if;
  select * into strict _head from orchestrator.audit_head for update;
  with taken as (
    delete from orchestrator.audit_log_unsealed where position = any(array(
      select position from orchestrator.audit_log_unsealed order by position limit _batch))
    returning *),
  fresh as (
    select distinct on (event_id) * from taken t
    where not exists (select from orchestrator.audit_log l where l.event_id = t.event_id)
    order by event_id, position),
  salted as materialized (
    select f.*, _head.seq + row_number() over (order by position) as seq,
      case when source is not null then uuid_send(gen_random_uuid()) end as source_salt,
      case when reason is not null then uuid_send(gen_random_uuid()) end as reason_salt
    from fresh f),
  digested as materialized (
    select s.*, orchestrator.salted_digest(source_salt, source) as source_digest,
      orchestrator.salted_digest(reason_salt, reason) as reason_digest
    from salted s),
  -- The same array as in the verification, which does not trust this function: keep the two alike.
  chained as materialized (
    select d.*, orchestrator.chained_hash(_head.hash, jsonb_build_array(seq, event_id,
      (extract(epoch from at) * 1000000)::bigint, actor, source_digest, action, subject, job_id, outcome,
      reason_digest, detail)) over (order by seq) as hash
    from digested d),
  sealed as (
    insert into orchestrator.audit_log (seq, event_id, at, actor, source, action, subject, job_id, outcome, reason,
      detail, prev_hash, hash, hash_version, source_salt, source_digest, reason_salt, reason_digest)
    select seq, event_id, at, actor, source, action, subject, job_id, outcome, reason, detail,
      lag(hash, 1, _head.hash) over (order by seq), hash, 2, source_salt, source_digest, reason_salt, reason_digest
    from chained order by seq)
  select (select count(*) from taken), max(seq), array_agg(distinct person) into _taken, _last, _people
  from chained, lateral (values (subject), (case
    when actor ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then actor::uuid end)) as p(person);
  update orchestrator.audit_head h set seq = l.seq, hash = l.hash
  from orchestrator.audit_log l where l.seq = _last;
  perform orchestrator.redact_subject(erased.subject, erased.until)
  from (select subject, max(at) as until from orchestrator.audit_log
        where subject = any(_people) and action = 'deletion.completed' group by subject) as erased;
  return _taken;
end $$;

-- The head goes forward along lines that exist.
create or replace function check_audit_head() returns trigger language plpgsql as $$
begin
  if new.seq <= old.seq
      or not exists (select from orchestrator.audit_log l where l.seq = new.seq and l.hash = new.hash)
      or new.seq - old.seq <>
        (select count(*) from orchestrator.audit_log l where l.seq > old.seq and l.seq <= new.seq) then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Jobs ----------------------------------------------------------------------------------------------------------------
-- Which service asked on behalf of changed_by; null where that one asked itself.
alter table deletion_jobs add column changed_via text;

create or replace function append_job_line(_job orchestrator.deletion_jobs, _actor text, _action text, _outcome text,
    _reason text, _detail jsonb) returns void language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, _actor,
    case when _actor <> 'orchestrator' then _job.changed_from end, 'deletion.' || _action,
    coalesce(_job.tenant_id, _job.user_id), _job.job_id, _outcome, _reason,
    jsonb_build_object('kind', _job.kind) || jsonb_strip_nulls(_detail
      || jsonb_build_object('via', case when _actor <> 'orchestrator' then _job.changed_via end)));
end $$;

-- The phase is in a step's line once steps have one. Of errors only the first one's kind, as before.
create or replace function audit_step_end() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, 'orchestrator', null, 'step.' || new.status,
    coalesce(j.tenant_id, j.user_id), j.job_id, case new.status when 'completed' then 'done' else 'failed' end, null,
    jsonb_strip_nulls(jsonb_build_object(
      'phase', to_jsonb(new) -> 'phase',
      'service', new.service,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.deleted_counts)),
      'attempts', new.attempts,
      'error_kind', substring(new.errors ->> 0 from '^([a-z_]{1,40}):'),
      'counts_may_be_low', nullif(new.counts_may_be_low, false))))
  from orchestrator.deletion_jobs j where j.job_id = new.job_id;
  return null;
end $$;

-- What people typed about a job, and where they were, is kept until it has ended. Once its tenant or user is erased, that
-- goes for every ended job about them, and of errors only time, service and kind stay; the answer to a request that was
-- rejected, and why a job was cancelled, can be read until then. The lines of the audit log: see seal_audit.
create function error_kinds(_errors jsonb) returns jsonb language sql immutable
  return (select coalesce(jsonb_agg(substring(error from '^(?:[^:]|:\S)*') order by position), '[]')
          from jsonb_array_elements_text(_errors) with ordinality as e(error, position));

create function forget_texts() returns trigger language plpgsql as $$
begin
  if new.status = 'cancelled' then
    update orchestrator.deletion_jobs
    set tenant_name = null, reason = null, changed_from = null, changed_why = null
    where job_id = new.job_id;
  else
    update orchestrator.deletion_jobs
    set tenant_name = null, reason = null, changed_from = null, changed_why = null, approval_reason = null,
      error_log = orchestrator.error_kinds(error_log)
    where (tenant_id = new.tenant_id or user_id = new.user_id) and status not in ('pending', 'in_progress')
      and (num_nonnulls(tenant_name, reason, changed_from, changed_why, approval_reason) > 0 or error_log <> '[]');
    update orchestrator.deletion_steps s set errors = orchestrator.error_kinds(s.errors)
    from orchestrator.deletion_jobs j
    where j.job_id = s.job_id and (j.tenant_id = new.tenant_id or j.user_id = new.user_id)
      and j.status not in ('pending', 'in_progress') and s.errors <> '[]';
    update orchestrator.deletion_control set changed_from = null where changed_by = new.user_id::text;
  end if;
  return null;
end $$;

-- At the commit, and by its name after the trigger that writes the lines.
create constraint trigger deletion_jobs_forget_texts after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status in ('completed', 'cancelled'))
  execute function forget_texts();
