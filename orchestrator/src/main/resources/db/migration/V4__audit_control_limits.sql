-- Audit log, stop switch, limits.

-- Audit log -----------------------------------------------------------------------------------------------------------
-- Append-only. Every line carries the hash of the line before it, so that a changed, missing or swapped line breaks the
-- chain; the head repeats the last line, so that lines missing at the end are found, too. Ids, stable words and counts
-- only: what is erased does not live on here.
create table audit_log (
  seq       bigint      primary key, -- from 1, without gaps
  event_id  uuid        not null unique,
  at        timestamptz not null,
  actor     text        not null,
  source    text,
  action    text        not null,
  subject   uuid,
  job_id    uuid,       -- no foreign key: a line outlives everything it speaks of
  outcome   text        not null check (outcome in ('done', 'refused', 'failed')),
  reason    text,
  detail    jsonb       not null default '{}',
  prev_hash text        not null,
  hash      text        not null
);
create index audit_log_by_subject on audit_log (subject, seq);
create index audit_log_by_actor on audit_log (actor, seq);
create index audit_log_by_action on audit_log (action, seq);
create index audit_log_by_job on audit_log (job_id, seq) where job_id is not null;
create index audit_log_by_time on audit_log (at);

create table audit_head (
  single boolean primary key default true check (single),
  seq    bigint  not null,
  hash   text    not null
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end $$;

create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_audit_change();
create trigger audit_head_stays before delete or truncate on audit_head
  for each statement execute function refuse_audit_change();

-- The head goes forward one line at a time, to a line that exists.
create function check_audit_head() returns trigger language plpgsql as $$
begin
  if new.seq <> old.seq + 1
      or not exists (select from orchestrator.audit_log l where l.seq = new.seq and l.hash = new.hash) then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger audit_head_follows before update on audit_head
  for each row execute function check_audit_head();

-- Writes one line down and answers its number; the number of the earlier line where the event is known already.
-- _at null: now.
--
-- Appends take turns: the head's row stays locked until the transaction ends. Locks are therefore always taken in this
-- order: rows of jobs, steps and the stop switch first, the head last. That holds by construction for lines written by
-- the triggers below, because these are deferred to the commit, when no further row is locked. Whoever calls this
-- function directly does so in a transaction that does nothing after it, best in one statement.
create function append_audit(_event_id uuid, _at timestamptz, _actor text, _source text, _action text, _subject uuid,
    _job_id uuid, _outcome text, _reason text, _detail jsonb) returns bigint language plpgsql as $$
declare
  _head  orchestrator.audit_head;
  _known bigint;
  _seq   bigint;
  _hash  text;
begin
  select * into strict _head from orchestrator.audit_head for update;
  select l.seq into _known from orchestrator.audit_log l where l.event_id = _event_id;
  if found then
    return _known;
  end if;
  _seq := _head.seq + 1;
  _at := coalesce(_at, clock_timestamp());
  _detail := coalesce(_detail, '{}');
  -- The same expression as in the verification, which does not trust this function: keep the two alike.
  _hash := encode(sha256(convert_to(jsonb_build_array(_head.hash, _seq, _event_id,
    (extract(epoch from _at) * 1000000)::bigint, _actor, _source, _action, _subject, _job_id, _outcome, _reason,
    _detail)::text, 'UTF8')), 'hex');
  insert into orchestrator.audit_log
    values (_seq, _event_id, _at, _actor, _source, _action, _subject, _job_id, _outcome, _reason, _detail, _head.hash,
      _hash);
  update orchestrator.audit_head set seq = _seq, hash = _hash;
  return _seq;
end $$;

-- Lines of jobs and steps ---------------------------------------------------------------------------------------------
-- Written by triggers, in the transaction of the transition: no code can forget one, and a transition whose line cannot
-- be written does not happen.

-- Who a job counts for: whoever asked for it. What the orchestrator starts on its own counts for the user behind it.
alter table deletion_jobs add column requested_by text;
update deletion_jobs set requested_by = coalesce(initiated_by::text, 'service');
create index deletion_jobs_by_requester on deletion_jobs (requested_by, created_at);

create function name_requester() returns trigger language plpgsql as $$
begin
  new.requested_by := coalesce(nullif(new.changed_by, 'orchestrator'), new.initiated_by::text, new.changed_by, 'service');
  return new;
end $$;

create trigger deletion_jobs_requester before insert on deletion_jobs
  for each row execute function name_requester();

-- What a job has come to, for its last line.
create function job_tally(_job_id uuid) returns jsonb language sql stable
  return (
    select jsonb_build_object(
      'rows', coalesce(sum((select sum(value::bigint) from jsonb_each_text(s.deleted_counts))), 0),
      'services_completed', count(*) filter (where s.status = 'completed'),
      'services_failed', count(*) filter (where s.status = 'failed'),
      'services_skipped', count(*) filter (where s.status = 'skipped'))
    from orchestrator.deletion_steps s where s.job_id = _job_id);

create function utc_text(_at timestamptz) returns text language sql stable
  return to_char(_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function append_job_line(_job orchestrator.deletion_jobs, _actor text, _action text, _outcome text, _reason text,
    _detail jsonb) returns void language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, _actor,
    case when _actor <> 'orchestrator' then _job.changed_from end, 'deletion.' || _action,
    coalesce(_job.tenant_id, _job.user_id), _job.job_id, _outcome, _reason,
    jsonb_build_object('kind', _job.kind) || jsonb_strip_nulls(_detail));
end $$;

create function audit_new_job() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_job_line(new, coalesce(new.changed_by, new.requested_by), 'requested', 'done',
    coalesce(new.reason, new.changed_why), jsonb_build_object(
      'initiated_by', new.initiated_by,
      'due_at', orchestrator.utc_text(new.due_at),
      'approval', nullif(new.approval, 'not_needed')));
  return null;
end $$;

create constraint trigger deletion_jobs_audit_new after insert on deletion_jobs
  deferrable initially deferred for each row execute function audit_new_job();

create function audit_job_change() returns trigger language plpgsql as $$
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
    elsif new.status in ('completed', 'failed', 'rolled_back') then
      perform orchestrator.append_job_line(new, 'orchestrator', new.status,
        case new.status when 'completed' then 'done' else 'failed' end, null, orchestrator.job_tally(new.job_id));
    end if;
  end if;
  return null;
end $$;

create constraint trigger deletion_jobs_audit_change after update on deletion_jobs
  deferrable initially deferred for each row
  when (old.status is distinct from new.status or old.approval is distinct from new.approval
    or old.due_at is distinct from new.due_at)
  execute function audit_job_change();

-- Of errors only the first one's kind is kept, which is the orchestrator's own word; the rest is a service's free text.
create function audit_step_end() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, 'orchestrator', null, 'step.' || new.status,
    coalesce(j.tenant_id, j.user_id), j.job_id, case new.status when 'completed' then 'done' else 'failed' end, null,
    jsonb_strip_nulls(jsonb_build_object(
      'service', new.service,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.deleted_counts)),
      'attempts', new.attempts,
      'error_kind', substring(new.errors ->> 0 from '^([a-z_]{1,40}):'),
      'counts_may_be_low', nullif(new.counts_may_be_low, false))))
  from orchestrator.deletion_jobs j where j.job_id = new.job_id;
  return null;
end $$;

create constraint trigger deletion_steps_audit_end after update on deletion_steps
  deferrable initially deferred for each row
  when (old.status is distinct from new.status and new.status in ('completed', 'failed', 'skipped'))
  execute function audit_step_end();

-- Stop switch ---------------------------------------------------------------------------------------------------------
create table deletion_control (
  single       boolean     primary key default true check (single),
  paused       boolean     not null,
  reason       text,
  changed_by   text,
  changed_from text,
  changed_at   timestamptz,
  check (not paused or reason is not null)
);
insert into deletion_control (paused) values (false);

create function audit_control() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), new.changed_at, coalesce(new.changed_by, 'unknown'),
    new.changed_from, case when new.paused then 'control.paused' else 'control.released' end, null, null, 'done',
    new.reason, '{}');
  return null;
end $$;

create constraint trigger deletion_control_audit after update on deletion_control
  deferrable initially deferred for each row
  when (old.paused is distinct from new.paused or old.reason is distinct from new.reason)
  execute function audit_control();

-- Limits --------------------------------------------------------------------------------------------------------------
-- When each caller's calls of the last period were; as many entries as the limit allows, at most.
create table deletion_calls (
  actor   text          primary key,
  calls   timestamptz[] not null,
  refused boolean       not null default false, -- whether the last call was one too many
  last_at timestamptz   not null                -- of the last call that was not
);
create index deletion_calls_by_age on deletion_calls (last_at);

create function calls_since(_calls timestamptz[], _since timestamptz) returns integer language sql immutable
  return (select count(*)::integer from unnest(_calls) as at where at > _since);

-- Which jobs were let through for whom, before they are written down: so that requests at the same time cannot pass
-- together what only one of them may.
create table deletion_grants (
  job_id  uuid        primary key,
  actor   text        not null,
  tenants integer     not null, -- how many this job deletes; a user's job may delete several
  at      timestamptz not null
);
create index deletion_grants_by_actor on deletion_grants (actor, at);
create index deletion_grants_by_age on deletion_grants (at);

-- Lets a job through where the caller stays within the caps, and tells what counted. Tenants count by grants after _since
-- whose job is there and not cancelled, or was let through after _pending and may still be written down; rows count by
-- the jobs themselves. A cap that is null does not count. Callers take turns, each with itself only; nothing else is
-- locked.
create function grant_deletion(_job_id uuid, _actor text, _tenants integer, _at timestamptz, _since timestamptz,
    _pending timestamptz, _max_tenants bigint, _max_rows bigint)
    returns table (granted boolean, tenants bigint, removed bigint, oldest timestamptz) language plpgsql as $$
declare
  _oldest_job timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(_actor, 4));
  select coalesce(sum(g.tenants), 0), min(g.at) into tenants, oldest
  from orchestrator.deletion_grants g left join orchestrator.deletion_jobs j using (job_id)
  where g.actor = _actor and g.at > _since and coalesce(j.status <> 'cancelled', g.at > _pending);
  select coalesce(sum((select sum(value::bigint) from orchestrator.deletion_steps s, jsonb_each_text(s.deleted_counts)
      where s.job_id = j.job_id)), 0), min(j.created_at) into removed, _oldest_job
  from orchestrator.deletion_jobs j
  where j.requested_by = _actor and j.created_at > _since and j.status <> 'cancelled';
  oldest := least(oldest, _oldest_job);
  granted := (_max_tenants is null or tenants + _tenants <= _max_tenants) and (_max_rows is null or removed < _max_rows);
  if granted then
    insert into orchestrator.deletion_grants values (_job_id, _actor, _tenants, _at) on conflict (job_id) do nothing;
  end if;
  return next;
end $$;
