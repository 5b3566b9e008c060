-- Tombstones: subjects whose rows may not come in any more. Triggers on the services' tables, which FenceInstaller keeps
-- up to date, ask for them.
create table fence (
  service text not null,
  subject_kind text not null check (subject_kind in ('tenant', 'user')),
  subject_id uuid not null,
  -- The subject's value in the service's tables as text. Collated, because the column it is compared with may be, too.
  subject_key text collate "C" not null,
  plan_version text,
  job_id uuid,
  fenced_at timestamptz not null default now(),
  -- Taken after the tombstone was committed: whoever may have written before is in progress in it.
  snapshot pg_snapshot,
  -- From then on a job does not lift it any more.
  purge_begun_at timestamptz,
  primary key (service, subject_kind, subject_id));

create index on fence (service, subject_kind, subject_key);

-- Rows that a fence updates and that writers with a snapshot of their whole transaction lock: such a snapshot shows no
-- tombstone that was committed after it, but a lock on a row that was updated after it fails.
create table fence_epoch (
  service text not null,
  bucket int not null,
  version bigint not null default 0,
  primary key (service, bucket));

create function fence_bucket(subject_key text) returns int
language sql immutable strict parallel safe
return pg_catalog.hashtext(subject_key) & 63;

-- What a writer with such a snapshot does before it looks for tombstones. The lock beside the rows is for fairness: whoever
-- shares a row's lock passes by those that wait to update it.
create function share_fence_epoch(in_service text, subject_keys text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  buckets int[];
begin
  select array_agg(distinct tenant_deletion.fence_bucket(k)) into buckets from unnest(subject_keys) k where k is not null;
  perform pg_advisory_xact_lock_shared(hashtext('tenant_deletion.fence ' || in_service), b) from unnest(buckets) b;
  perform from tenant_deletion.fence_epoch e where e.service = in_service and e.bucket = any (buckets) for share;
end $$;

-- Sets a fence and tells since when it stands. Whoever sets it first waits for writers with such a snapshot.
create function set_fence(
  for_service text, kind text, id uuid, key text, version text, job uuid) returns timestamptz
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  since timestamptz;
begin
  update tenant_deletion.fence f set plan_version = version, job_id = coalesce(job, f.job_id)
    where f.service = for_service and f.subject_kind = kind and f.subject_id = id
    returning f.fenced_at into since;
  if found then
    return since;
  end if;
  perform pg_advisory_xact_lock(hashtext('tenant_deletion.fence ' || for_service), tenant_deletion.fence_bucket(key));
  insert into tenant_deletion.fence_epoch as e (service, bucket)
    values (for_service, tenant_deletion.fence_bucket(key))
    on conflict (service, bucket) do update set version = e.version + 1;
  insert into tenant_deletion.fence as f (service, subject_kind, subject_id, subject_key, plan_version, job_id)
    values (for_service, kind, id, key, version, job)
    on conflict (service, subject_kind, subject_id)
    do update set plan_version = excluded.plan_version, job_id = coalesce(excluded.job_id, f.job_id)
    returning f.fenced_at into since;
  return since;
end $$;

-- 0 until there was a first tombstone in this database. A sequence, because it can be read without a query: where nobody
-- has ever been fenced, writers are to pay next to nothing.
create sequence fence_used minvalue 0 start 0;

create function note_fence() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform setval('tenant_deletion.fence_used', 1);
  return null;
end $$;

create trigger note_fence after insert on fence for each row execute function note_fence();
alter table fence enable always trigger note_fence;

select setval('fence_used', 0);

-- How the triggers refuse.
create function refuse_row(subject_kind text, subject_id uuid, table_schema text, table_name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using
    errcode = 'check_violation',
    message = format('%s %s is being deleted or was deleted: no new rows in %s.%s',
                     subject_kind, subject_id, table_schema, table_name),
    hint = 'A deletion fence stands for good. Only a platform admin lifts it, to use an erased id again.',
    schema = table_schema, table = table_name, constraint = 'tenant_deletion_fence';
end $$;

-- For a migration that drops or alters a column by which rows are found: PostgreSQL refuses that while a trigger depends on
-- it. The triggers are back after the migrations of the same start.
create function drop_fence_triggers(of_table regclass) returns void
language plpgsql as $$
declare
  each record;
begin
  for each in
    select t.tgname, t.tgrelid::regclass as tree_member
    from pg_catalog.pg_partition_tree(of_table) p
    join pg_catalog.pg_trigger t on t.tgrelid = p.relid
    join pg_catalog.pg_proc f on f.oid = t.tgfoid
    where f.pronamespace = 'tenant_deletion'::regnamespace and t.tgparentid = 0
    union all
    select t.tgname, t.tgrelid::regclass
    from pg_catalog.pg_trigger t
    join pg_catalog.pg_proc f on f.oid = t.tgfoid
    where f.pronamespace = 'tenant_deletion'::regnamespace and t.tgparentid = 0 and t.tgrelid = of_table
      and not exists (select from pg_catalog.pg_partition_tree(of_table))
  loop
    execute format('drop trigger %I on %s', each.tgname, each.tree_member);
  end loop;
end $$;
