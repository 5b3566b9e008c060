create table pos_configurations (
    id uuid not null primary key,
    tenant_id uuid not null,
    provider text not null,
    name text not null,
    endpoint text,
    active boolean not null,
    created_at timestamptz not null
);
create index pos_configurations_tenant_id_idx on pos_configurations (tenant_id);

create table pos_sessions (
    id uuid not null primary key,
    tenant_id uuid not null,
    configuration_id uuid not null references pos_configurations,
    terminal text not null,
    opened_by text,
    opening_balance numeric(12, 2) not null,
    closing_balance numeric(12, 2),
    opened_at timestamptz not null,
    closed_at timestamptz
);
create index pos_sessions_tenant_id_idx on pos_sessions (tenant_id);
create index pos_sessions_configuration_id_idx on pos_sessions (configuration_id);

create table pos_transactions (
    id uuid not null primary key,
    tenant_id uuid not null,
    session_id uuid not null references pos_sessions,
    receipt_number text not null,
    total_amount numeric(12, 2) not null,
    tax_amount numeric(12, 2),
    payment_method text not null,
    status text not null,
    occurred_at timestamptz not null
);
create index pos_transactions_tenant_id_idx on pos_transactions (tenant_id);
create index pos_transactions_session_id_idx on pos_transactions (session_id);

create table pos_transaction_items (
    id uuid not null primary key,
    transaction_id uuid not null references pos_transactions,
    product_name text not null,
    quantity numeric(12, 2) not null,
    unit_price numeric(12, 2) not null,
    tax_rate numeric(12, 2)
);
create index pos_transaction_items_transaction_id_idx on pos_transaction_items (transaction_id);

create table pos_webhook_logs (
    id uuid not null primary key,
    tenant_id uuid not null,
    configuration_id uuid not null references pos_configurations,
    event_type text not null,
    payload text,
    status_code integer,
    received_at timestamptz not null
);
create index pos_webhook_logs_tenant_id_idx on pos_webhook_logs (tenant_id);
create index pos_webhook_logs_configuration_id_idx on pos_webhook_logs (configuration_id);

create table pos_sync_logs (
    id uuid not null primary key,
    tenant_id uuid not null,
    configuration_id uuid not null references pos_configurations,
    direction text not null,
    records_synced integer not null,
    status text not null,
    error text,
    started_at timestamptz not null,
    finished_at timestamptz
);
create index pos_sync_logs_tenant_id_idx on pos_sync_logs (tenant_id);
create index pos_sync_logs_configuration_id_idx on pos_sync_logs (configuration_id);

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
