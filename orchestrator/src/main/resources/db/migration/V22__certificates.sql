-- Certificates of erasure: signed, numbered without gaps, each with the hash of the one before.

create table certificates (
  number        bigint      primary key check (number > 0),
  job_id        uuid        not null unique, -- no foreign key: a certificate outlives everything it speaks of
  subject_type  text        not null check (subject_type in ('tenant', 'user')),
  subject_id    uuid        not null,
  issued_at     timestamptz not null,
  key_id        text        not null,
  previous_hash text        check ((previous_hash is null) = (number = 1)),
  hash          text        not null unique, -- SHA-256 of the JWS as it stands here
  jws           text        not null
);
create index certificates_by_subject on certificates (subject_id);

-- The last one, so that missing ones at the end are found, too. Whoever issues holds its lock.
create table certificate_head (
  single boolean primary key default true check (single),
  number bigint  not null,
  hash   text    check ((hash is null) = (number = 0))
);
insert into certificate_head (number) values (0);

create function refuse_certificate_change() returns trigger language plpgsql as $$
begin
  raise exception 'certificates are never changed' using errcode = 'restrict_violation';
end $$;

create trigger certificates_append_only before update or delete or truncate on certificates
  for each statement execute function refuse_certificate_change();
create trigger certificate_head_stays before delete or truncate on certificate_head
  for each statement execute function refuse_certificate_change();

create function check_certificate_head() returns trigger language plpgsql as $$
begin
  if new.number <> old.number + 1 or not exists (
      select from orchestrator.certificates c
      where c.number = new.number and c.hash = new.hash and c.previous_hash is not distinct from old.hash) then
    raise exception 'certificates are never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger certificate_head_follows before update on certificate_head
  for each row execute function check_certificate_head();

-- Jobs that are to have one. Kept until it is issued, which needs a key.
create table certificates_due (
  job_id uuid        primary key,
  since  timestamptz not null default clock_timestamp(),
  tried  integer     not null default 0
);
create index certificates_due_by_turn on certificates_due (tried, since);

-- Nothing of what a job has deleted can be brought back any more. May be said twice.
create function request_certificate(_job_id uuid) returns void language sql as $$
  insert into orchestrator.certificates_due (job_id)
  select _job_id where not exists (select from orchestrator.certificates c where c.job_id = _job_id)
  on conflict do nothing
$$;

-- In the transaction that destroys a completed job's restore log, or completes one that has none.
create function certify_completed() returns trigger language plpgsql as $$
begin
  if new.status = 'completed' and new.restore_log in ('none', 'destroyed') then
    perform orchestrator.request_certificate(new.job_id);
  elsif old.status = 'completed' and new.status <> 'completed' then
    delete from orchestrator.certificates_due d where d.job_id = new.job_id;
  end if;
  return null;
end $$;

create trigger deletion_jobs_certificate after update of status, restore_log on deletion_jobs for each row
  when ('completed' in (old.status, new.status)
    and (old.status is distinct from new.status or old.restore_log is distinct from new.restore_log))
  execute function certify_completed();
