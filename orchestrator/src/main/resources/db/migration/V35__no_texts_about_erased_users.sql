-- Which service called on behalf of changed_by, or of who reported; null where that one called itself.
alter table erasure_findings add column changed_via text;
alter table erasure_replays add column changed_via text;

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

create trigger erasure_findings_keep_no_texts before insert or update on erasure_findings
  for each row when (new.subject_type = 'user') execute function keep_no_texts();

-- What releases of before have kept.
update erasure_findings set reason = null where subject_type = 'user';
update audit_log l set source = null, source_salt = null, reason = null, reason_salt = null
from erasure_findings f
where f.subject_type = 'user' and l.subject = f.subject_id and l.action in ('finding.reported', 'finding.resolved')
  and l.hash_version = 2 and num_nonnulls(l.source, l.reason) > 0;
