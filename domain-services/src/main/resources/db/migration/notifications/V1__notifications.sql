create table notifications (
    id uuid not null primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    channel text not null,
    subject text not null,
    body text,
    status text not null,
    created_at timestamptz not null,
    read_at timestamptz
);
create index notifications_tenant_id_idx on notifications (tenant_id);

create table notification_preferences (
    id uuid not null primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    channel text not null,
    enabled boolean not null,
    quiet_from text,
    quiet_until text,
    updated_at timestamptz not null
);
create index notification_preferences_tenant_id_idx on notification_preferences (tenant_id);

create table notification_logs (
    id uuid not null primary key,
    notification_id uuid not null references notifications,
    attempt integer not null,
    status text not null,
    provider text,
    error text,
    attempted_at timestamptz not null
);
create index notification_logs_notification_id_idx on notification_logs (notification_id);

create table audit_logs (
    id uuid not null primary key,
    tenant_id uuid not null,
    actor_id uuid,
    action text not null,
    resource_type text,
    resource_id text,
    details text,
    created_at timestamptz not null
);
create index audit_logs_tenant_id_idx on audit_logs (tenant_id);
