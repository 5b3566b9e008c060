-- The tenant service's data. Foreign keys are NO ACTION on purpose: a purge in the wrong order fails loudly.
create table tenant.tenants (
    id         uuid        primary key default gen_random_uuid(),
    name       text        not null check (name <> ''),
    owner_id   uuid        not null,
    status     text        not null default 'active' check (status in ('active', 'inactive')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index tenants_owner_id on tenant.tenants (owner_id);

create table tenant.tenant_members (
    id         uuid        primary key default gen_random_uuid(),
    tenant_id  uuid        not null references tenant.tenants (id),
    user_id    uuid        not null,
    role       text        not null check (role in ('owner', 'admin', 'member')),
    created_at timestamptz not null default now(),
    -- also the index for the tenant
    constraint tenant_members_tenant_user unique (tenant_id, user_id)
);
create index tenant_members_user_id on tenant.tenant_members (user_id);

create table tenant.subscriptions (
    id           uuid          primary key default gen_random_uuid(),
    tenant_id    uuid          not null references tenant.tenants (id),
    plan         text          not null,
    status       text          not null default 'active' check (status in ('active', 'cancelled')),
    price        numeric(10,2) not null default 0,
    started_at   timestamptz   not null default now(),
    cancelled_at timestamptz
);
create index subscriptions_tenant_id on tenant.subscriptions (tenant_id);

create table tenant.tenant_settings (
    id         uuid        primary key default gen_random_uuid(),
    tenant_id  uuid        not null references tenant.tenants (id),
    name       text        not null,
    value      text        not null,
    updated_at timestamptz not null default now(),
    -- also the index for the tenant
    constraint tenant_settings_tenant_name unique (tenant_id, name)
);

-- What members did in their tenant. With a foreign key like the others, so that no line can appear behind a purge.
create table tenant.audit_logs (
    id         uuid        primary key default gen_random_uuid(),
    tenant_id  uuid        not null references tenant.tenants (id),
    user_id    uuid,
    action     text        not null,
    detail     text,
    created_at timestamptz not null default now()
);
create index audit_logs_tenant_id on tenant.audit_logs (tenant_id);

-- Events to publish, written in the transaction of what they report. aggregate_id is not a foreign key: the row must
-- outlive its tenant.
create table tenant.outbox (
    id           uuid        primary key default gen_random_uuid(),
    aggregate_id uuid        not null,
    type         text        not null,
    payload      jsonb       not null,
    created_at   timestamptz not null default now(),
    published_at timestamptz
);
create index outbox_unpublished on tenant.outbox (created_at) where published_at is null;
