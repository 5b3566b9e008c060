-- A tenant that waits for its deletion: which job holds it, when it is due, and what it was before.
alter table tenant.tenants
    add column deletion_job_id        uuid,
    add column deletion_due_at        timestamptz,
    add column status_before_deletion text check (status_before_deletion in ('active', 'inactive')),
    add constraint tenants_held check (
        (deletion_job_id is null and deletion_due_at is null and status_before_deletion is null)
        or (deletion_job_id is not null and status_before_deletion is not null and status = 'inactive'));

-- What a user owns and where a user is a member, page by page.
create index tenants_owner_id_id on tenant.tenants (owner_id, id);
drop index tenant.tenants_owner_id;
create index tenant_members_user_tenant on tenant.tenant_members (user_id, tenant_id);
drop index tenant.tenant_members_user_id;

-- Owners and admins of a tenant by seniority, however many members it has.
create index tenant_members_admins on tenant.tenant_members
    (tenant_id, (case role when 'owner' then 0 else 1 end), created_at, user_id) where role in ('owner', 'admin');

-- What is to be written into the audit log, in the transaction of what it reports, until the audit log has it. Ids
-- only; no foreign key, for a row outlives what it is about.
create table tenant.audit_outbox (
    event_id   uuid        primary key,
    position   bigint      not null generated always as identity,
    payload    jsonb       not null,
    created_at timestamptz not null default now()
);
create unique index audit_outbox_position on tenant.audit_outbox (position);

-- A subscription ends by being cancelled, never by disappearing: deleting one that is active cancels it, in the same
-- transaction, and says so to whoever bills for it.
create function tenant.cancel_deleted_subscriptions() returns trigger language plpgsql as $$
begin
    insert into tenant.outbox (id, aggregate_id, type, payload)
    select event.id, gone.tenant_id, 'subscription.cancelled',
           jsonb_build_object('event_id', event.id, 'tenant_id', gone.tenant_id, 'subscription_id', gone.id,
                              'plan', gone.plan, 'occurred_at', to_char(now() at time zone 'UTC',
                                                                         'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      from gone cross join lateral (select gen_random_uuid() as id, gone.id as of_subscription) event
     where gone.status = 'active';
    return null;
end
$$;
create trigger subscriptions_cancel_deleted after delete on tenant.subscriptions
    referencing old table as gone for each statement execute function tenant.cancel_deleted_subscriptions();
