create or replace function audit_replay() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, new.changed_by, new.changed_from,
    case when new.status = 'in_progress' then 'replay.requested' else 'replay.' || new.status end,
    null, null, 'done', null, jsonb_strip_nulls(jsonb_build_object('replay_id', new.replay_id, 'service', new.service,
      'since', orchestrator.utc_text(new.since), 'subjects', new.done, 'skipped', new.skipped, 'findings', new.findings,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.deleted_counts)),
      'via', new.changed_via)));
  return null;
end $$;

create or replace function audit_finding() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null,
    case new.status when 'open' then new.reported_by else new.resolved_by end, new.changed_from,
    case new.status when 'open' then 'finding.reported' else 'finding.resolved' end,
    new.subject_id, new.job_id, 'done', new.reason, jsonb_strip_nulls(jsonb_build_object('finding_id', new.finding_id,
      'service', new.service, 'code', new.code,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.counts)),
      'via', new.changed_via)));
  return null;
end $$;

-- Whoever a finding is about has been erased: of a user nothing is kept that people type now, nor where they are.
create function keep_no_texts() returns trigger language plpgsql as $$
begin
  new.reason := null;
  new.changed_from := null;
  new.detail := case new.status when 'open' then new.detail end;
  return new;
end $$;

-- Of errors time, service and kind stay, where that is one of the orchestrator's words; what else a service says goes as a
-- whole. _before: what stands before the kind, as a regular expression.
create function error_kinds(_errors jsonb, _before text) returns jsonb language sql immutable
  return (select coalesce(jsonb_agg(kind order by position), '[]')
          from jsonb_array_elements_text(_errors) with ordinality as e(error, position),
            substring(error from '^' || _before || '(?:unreachable|timed_out|error|busy|unauthorized|no_token|circuit_open'
              || '|overloaded|refused|invalid_answer|not_deleted|residual|not_restored|touched_others|open_transactions'
              || '|no_progress|contended|not_registered|unsupported|not_configured|internal|legal_hold|approval'
              || '|tenant_service|retention|stop_switch|unavailable|drifted|not started|aborted|skipped|shadow|mail|finding)'
              || '(?=:|$)') as kind
          where kind is not null);

-- Of jobs that have ended: what people typed, and where they were.
create function forget_texts_of(_jobs uuid[]) returns void language sql as $$
  update orchestrator.deletion_jobs
  set tenant_name = null, reason = null, changed_from = null, changed_why = null, approval_reason = null,
    waiting_detail = waiting_for, error_log = orchestrator.error_kinds(error_log, '\S+ (?:[a-z][a-z0-9_-]{0,62} )?')
  where job_id = any(_jobs) and status not in ('pending', 'in_progress')
    and (num_nonnulls(tenant_name, reason, changed_from, changed_why, approval_reason) > 0
      or waiting_detail <> waiting_for or error_log <> '[]');
  update orchestrator.deletion_steps s set errors = orchestrator.error_kinds(s.errors, ''), left_out_reason = null
  from orchestrator.deletion_jobs j
  where j.job_id = any(_jobs) and j.job_id = s.job_id and j.status not in ('pending', 'in_progress')
    and (s.errors <> '[]' or s.left_out_reason is not null);
$$;

-- As before, and for jobs of tenants that are or were to go along with the user: what is said of them is said of the user.
create or replace function forget_texts() returns trigger language plpgsql as $$
begin
  if new.status in ('cancelled', 'rolled_back') then
    update orchestrator.deletion_jobs
    set tenant_name = null, reason = null, changed_from = null, changed_why = null
    where job_id = new.job_id;
  else
    perform orchestrator.forget_texts_of(array(
      select j.job_id from orchestrator.deletion_jobs j where j.tenant_id = new.tenant_id
      union all
      select j.job_id from orchestrator.deletion_jobs j where j.user_id = new.user_id
      union all
      select part.job_id from orchestrator.deletion_jobs whole
      join orchestrator.deletion_jobs part on part.parent_id = whole.job_id where whole.user_id = new.user_id));
    update orchestrator.deletion_control set changed_from = null where changed_by = new.user_id::text;
    update orchestrator.erasure_replays set changed_from = null where changed_by = new.user_id::text;
    update orchestrator.erasure_findings set changed_from = null
    where coalesce(resolved_by, reported_by) = new.user_id::text and changed_from is not null;
  end if;
  return null;
end $$;

drop function error_kinds(jsonb);

-- As before, and the reasons in the lines of those jobs, which are about tenants that may live on; that it was part of the
-- user's job stays.
create or replace function redact_subject(_subject uuid, _until timestamptz default 'infinity') returns void
    language sql as $$
  update orchestrator.audit_log set source = null, source_salt = null,
    reason = case when subject = _subject and action <> 'request.refused' then null else reason end,
    reason_salt = case when subject = _subject and action <> 'request.refused' then null else reason_salt end
  where (subject = _subject or actor = _subject::text) and at <= _until and hash_version = 2
    and (source is not null or reason is not null and subject = _subject and action <> 'request.refused');
  update orchestrator.audit_log l set reason = null, reason_salt = null
  from orchestrator.deletion_jobs whole join orchestrator.deletion_jobs part on part.parent_id = whole.job_id
  where whole.user_id = _subject and l.job_id = part.job_id and l.at <= _until and l.hash_version = 2
    and l.action <> 'request.refused' and l.reason <> 'part of job ' || whole.job_id;
$$;

-- What releases of before have kept.
select redact_subject(subject_id, erased_at) from erasures where subject_type = 'user';
update audit_log l set source = null, source_salt = null, reason = null, reason_salt = null
from erasure_findings f
where f.subject_type = 'user' and l.subject = f.subject_id and l.action in ('finding.reported', 'finding.resolved')
  and l.hash_version = 2 and num_nonnulls(l.source, l.reason) > 0;
select forget_texts_of(array(
  select j.job_id from erasures e join deletion_jobs j on e.subject_id = coalesce(j.tenant_id, j.user_id)
  where j.created_at <= e.erased_at
  union
  select part.job_id from erasures e join deletion_jobs whole on whole.user_id = e.subject_id
  join deletion_jobs part on part.parent_id = whole.job_id
  where e.subject_type = 'user' and whole.created_at <= e.erased_at));

-- Last, for replicas of before run on meanwhile: what they wait for.
update deletion_jobs set reason = null where parent_id is not null and reason is not null;
-- Which service called on behalf of changed_by, or of who reported; null where that one called itself.
alter table erasure_findings add column changed_via text;
alter table erasure_replays add column changed_via text;
create trigger erasure_findings_keep_no_texts before insert or update on erasure_findings
  for each row when (new.subject_type = 'user') execute function keep_no_texts();
update erasure_findings set reason = null where subject_type = 'user';
update erasure_replays r set changed_from = null from erasures e
where e.subject_type = 'user' and r.changed_by = e.subject_id::text and r.changed_from is not null;
update erasure_findings f set changed_from = null from erasures e
where e.subject_type = 'user' and coalesce(f.resolved_by, f.reported_by) = e.subject_id::text and f.changed_from is not null;
