create table training_jobs (
    id uuid not null primary key,
    tenant_id uuid not null,
    user_id uuid,
    status text not null,
    algorithm text not null,
    progress integer not null,
    started_at timestamptz not null,
    finished_at timestamptz
);
create index training_jobs_tenant_id_idx on training_jobs (tenant_id);

create table trained_models (
    id uuid not null primary key,
    tenant_id uuid not null,
    job_id uuid not null references training_jobs,
    user_id uuid,
    name text not null,
    product_name text,
    active boolean not null,
    trained_at timestamptz not null
);
create index trained_models_tenant_id_idx on trained_models (tenant_id);
create index trained_models_job_id_idx on trained_models (job_id);

create table model_versions (
    id uuid not null primary key,
    model_id uuid not null references trained_models,
    version_number integer not null,
    artifact_path text not null,
    size_bytes bigint not null,
    created_at timestamptz not null
);
create index model_versions_model_id_idx on model_versions (model_id);

create table model_metrics (
    id uuid not null primary key,
    model_version_id uuid not null references model_versions,
    metric text not null,
    value double precision not null,
    measured_at timestamptz not null
);
create index model_metrics_model_version_id_idx on model_metrics (model_version_id);

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
