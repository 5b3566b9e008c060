-- Who has been erased, for services that come late: restored from a backup, registered after the deletion, or written to
-- by somebody who had not heard of it. Ids only. One row a subject, of its latest deletion.
create table erasures (
  subject_type text        not null check (subject_type in ('tenant', 'user')),
  subject_id   uuid        not null,
  job_id       uuid        not null,
  erased_at    timestamptz not null,
  sampled_at   timestamptz, -- when services were last asked what they hold of it; null: never
  primary key (subject_type, subject_id)
);
create index erasures_by_time on erasures (erased_at, subject_type, subject_id);
create index erasures_by_sample on erasures (sampled_at nulls first, erased_at);

insert into erasures (subject_type, subject_id, job_id, erased_at)
select distinct on (kind, coalesce(tenant_id, user_id)) kind, coalesce(tenant_id, user_id), job_id, completed_at
from deletion_jobs where status = 'completed' and completed_at is not null
order by kind, coalesce(tenant_id, user_id), completed_at desc;

-- In the transaction that completes a job, whatever statement does; what is restored is erased no more.
create function keep_erasure() returns trigger language plpgsql as $$
begin
  if new.status = 'completed' then
    insert into orchestrator.erasures (subject_type, subject_id, job_id, erased_at)
    values (new.kind, coalesce(new.tenant_id, new.user_id), new.job_id, coalesce(new.completed_at, clock_timestamp()))
    on conflict (subject_type, subject_id) do update
    set job_id = excluded.job_id, erased_at = excluded.erased_at, sampled_at = null;
  else
    delete from orchestrator.erasures e
    where e.subject_type = old.kind and e.subject_id = coalesce(old.tenant_id, old.user_id) and e.job_id = old.job_id;
  end if;
  return null;
end $$;

create trigger deletion_jobs_erasure after update of status on deletion_jobs for each row
  when (old.status is distinct from new.status and 'completed' in (old.status, new.status))
  execute function keep_erasure();

-- When a sample of the ledger is due.
create table erasure_sampling (
  single  boolean     primary key default true check (single),
  next_at timestamptz not null
);
insert into erasure_sampling (next_at) values (now() + interval '1 hour');

-- Replays -------------------------------------------------------------------------------------------------------------
-- One service is asked to delete every erased subject again. Everything up to the cursor is done; written after each
-- subject by the run that holds the lease, as with jobs.
create table erasure_replays (
  replay_id       uuid        primary key,
  service         text        not null,
  since           timestamptz not null,
  with_users      boolean     not null,
  status          text        not null default 'in_progress' check (status in ('in_progress', 'completed', 'cancelled')),
  total           bigint      not null,
  done            bigint      not null default 0,
  skipped         bigint      not null default 0,
  deleted_counts  jsonb       not null default '{}',
  findings        bigint      not null default 0,
  cursor_at       timestamptz not null,
  cursor_type     text        not null default '',
  cursor_id       uuid        not null default '00000000-0000-0000-0000-000000000000',
  created_at      timestamptz not null,
  completed_at    timestamptz,
  waiting_since   timestamptz,
  waiting_detail  text,
  next_attempt_at timestamptz,
  pauses          integer     not null default 0,
  run_id          uuid,
  lease_until     timestamptz,
  requested_by    text        not null,
  changed_by      text        not null,
  changed_from    text
);
create unique index erasure_replays_one_open on erasure_replays (service) where status = 'in_progress';
create index erasure_replays_by_service on erasure_replays (service, created_at desc, replay_id);

create function audit_replay() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null, new.changed_by, new.changed_from,
    case when new.status = 'in_progress' then 'replay.requested' else 'replay.' || new.status end,
    null, null, 'done', null, jsonb_build_object('replay_id', new.replay_id, 'service', new.service,
      'since', orchestrator.utc_text(new.since), 'subjects', new.done, 'skipped', new.skipped, 'findings', new.findings,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.deleted_counts))));
  return null;
end $$;

create constraint trigger erasure_replays_audit_new after insert on erasure_replays
  deferrable initially deferred for each row execute function audit_replay();
create constraint trigger erasure_replays_audit_change after update on erasure_replays
  deferrable initially deferred for each row
  when (old.status is distinct from new.status or old.since is distinct from new.since)
  execute function audit_replay();

-- Findings ------------------------------------------------------------------------------------------------------------
-- What a person should look at. Ids, names of tables and counts; the reason is what the person says who has looked.
create table erasure_findings (
  finding_id   uuid        primary key,
  service      text        not null,
  subject_type text        not null check (subject_type in ('tenant', 'user')),
  subject_id   uuid        not null,
  job_id       uuid,
  code         text        not null check (code in ('late_rows', 'residual_rows', 'living_tenant', 'replay_refused')),
  counts       jsonb       not null default '{}',
  detail       text,
  status       text        not null default 'open' check (status in ('open', 'resolved')),
  found_at     timestamptz not null,
  last_seen_at timestamptz not null,
  reported_by  text        not null,
  resolved_at  timestamptz,
  resolved_by  text,
  reason       text,
  changed_from text
);
create unique index erasure_findings_one_open on erasure_findings (service, subject_type, subject_id, code)
  where status = 'open';
create index erasure_findings_by_age on erasure_findings (found_at desc, finding_id);
create index erasure_findings_by_status on erasure_findings (status, found_at desc, finding_id);
create index erasure_findings_by_service on erasure_findings (service, status, found_at desc, finding_id);

-- {"a": 1, "b": 2} and {"b": 3}: {"a": 1, "b": 3}. A report that is made twice says nothing more.
create function greatest_counts(known jsonb, further jsonb) returns jsonb language sql immutable
  return (
    select coalesce(jsonb_object_agg(key, most), '{}')
    from (select key, max(value::bigint) as most
          from (select key, value from jsonb_each_text(known)
                union all
                select key, value from jsonb_each_text(further)) as entries
          group by key) as counts);

create function audit_finding() returns trigger language plpgsql as $$
begin
  perform orchestrator.append_audit(gen_random_uuid(), null,
    case new.status when 'open' then new.reported_by else new.resolved_by end, new.changed_from,
    case new.status when 'open' then 'finding.reported' else 'finding.resolved' end,
    new.subject_id, new.job_id, 'done', new.reason, jsonb_build_object('finding_id', new.finding_id,
      'service', new.service, 'code', new.code,
      'rows', (select coalesce(sum(value::bigint), 0) from jsonb_each_text(new.counts))));
  return null;
end $$;

create constraint trigger erasure_findings_audit_new after insert on erasure_findings
  deferrable initially deferred for each row execute function audit_finding();
create constraint trigger erasure_findings_audit_change after update on erasure_findings
  deferrable initially deferred for each row when (old.status is distinct from new.status)
  execute function audit_finding();

-- Jobs ----------------------------------------------------------------------------------------------------------------
-- What a job of a service will delete, as counted when it began; for whoever watches it. Caps do not look at it.
alter table deletion_jobs add column counted_rows bigint check (counted_rows >= 0);
