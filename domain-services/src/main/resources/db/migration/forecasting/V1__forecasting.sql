create table prediction_batches (
    id uuid not null primary key,
    tenant_id uuid not null,
    name text not null,
    status text not null,
    requested_count integer not null,
    completed_count integer not null,
    started_at timestamptz not null,
    finished_at timestamptz
);
create index prediction_batches_tenant_id_idx on prediction_batches (tenant_id);

create table forecasts (
    id uuid not null primary key,
    tenant_id uuid not null,
    batch_id uuid references prediction_batches,
    user_id uuid,
    product_name text not null,
    forecast_date date not null,
    predicted_demand double precision not null,
    confidence_low double precision,
    confidence_high double precision,
    created_at timestamptz not null
);
create index forecasts_tenant_id_idx on forecasts (tenant_id);
create index forecasts_batch_id_idx on forecasts (batch_id);

create table model_performance_metrics (
    id uuid not null primary key,
    tenant_id uuid not null,
    model_name text not null,
    metric text not null,
    value double precision not null,
    evaluated_at timestamptz not null
);
create index model_performance_metrics_tenant_id_idx on model_performance_metrics (tenant_id);

create table prediction_cache (
    id uuid not null primary key,
    tenant_id uuid not null,
    cache_key text not null,
    predicted_demand double precision not null,
    hits integer not null,
    expires_at timestamptz not null
);
create index prediction_cache_tenant_id_idx on prediction_cache (tenant_id);

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
