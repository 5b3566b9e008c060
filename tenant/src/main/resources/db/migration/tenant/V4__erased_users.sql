-- Users whose account was deleted. Whoever is here is never again a member or an owner of anything: ids and times only,
-- kept for ever.
create table tenant.erased_users (
    user_id   uuid        primary key,
    erased_at timestamptz not null default now(),
    job_id    uuid        not null
);

-- Whoever makes a user a member or an owner shares this lock until the commit; whoever erases the user waits for all of
-- them. One of 64, so that a transaction about many users holds few.
create function tenant.erasure_lock(who uuid) returns bigint language sql immutable strict parallel safe
return hashtextextended('tenant.erased_users', 0) + (hashtext(who::text) & 63);

-- Remembers that a user is erased, unless there is something left that the user belongs to or owns; tells whether it is
-- remembered. Each statement sees what was committed while the lock was waited for. It is not waited for long, for the
-- caller holds locks that others want.
create function tenant.erase_user(who uuid, job uuid) returns boolean language plpgsql set lock_timeout = '5s' as $$
begin
    perform pg_advisory_xact_lock(tenant.erasure_lock(who));
    insert into tenant.erased_users (user_id, job_id)
    select who, job
     where not exists (select 1 from tenant.tenant_members m where m.user_id = who)
       and not exists (select 1 from tenant.tenants t where t.owner_id = who)
    on conflict (user_id) do nothing;
    return exists (select 1 from tenant.erased_users e where e.user_id = who);
end
$$;

create function tenant.refuse_erased_user() returns trigger language plpgsql as $$
declare
    who uuid;
begin
    if tg_table_name = 'tenants' then
        who := new.owner_id;
    else
        who := new.user_id;
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'members and owners are written in read committed only'
            using errcode = 'feature_not_supported', detail = 'An older snapshot does not show who was erased.';
    end if;
    perform pg_advisory_xact_lock_shared(tenant.erasure_lock(who));
    if exists (select 1 from tenant.erased_users e where e.user_id = who) then
        raise exception 'the user was erased' using errcode = 'UE001';
    end if;
    return new;
end
$$;
create trigger tenant_members_refuse_erased before insert or update of user_id on tenant.tenant_members
    for each row execute function tenant.refuse_erased_user();
create trigger tenants_refuse_erased_insert before insert on tenant.tenants
    for each row execute function tenant.refuse_erased_user();
create trigger tenants_refuse_erased_update before update of owner_id on tenant.tenants
    for each row when (new.owner_id is distinct from old.owner_id) execute function tenant.refuse_erased_user();

-- What names a user in the lines of surviving tenants, found without reading everybody's.
create index audit_logs_user_id on tenant.audit_logs (user_id) where user_id is not null;
create function tenant.uuids_in(detail text) returns uuid[] language sql immutable strict parallel safe
return array(select m[1]::uuid
               from regexp_matches(detail, '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}', 'g') m);
create index audit_logs_detail_uuids on tenant.audit_logs using gin (tenant.uuids_in(detail)) where detail like '%-%-%-%-%';
