create table production_plans (
    id uuid not null primary key,
    tenant_id uuid not null,
    name text not null,
    status text not null,
    starts_on date not null,
    ends_on date,
    created_at timestamptz not null
);
create index production_plans_tenant_id_idx on production_plans (tenant_id);

create table production_schedules (
    id uuid not null primary key,
    tenant_id uuid not null,
    plan_id uuid not null references production_plans,
    scheduled_for date not null,
    shift text not null,
    capacity numeric(12, 2),
    status text not null
);
create index production_schedules_tenant_id_idx on production_schedules (tenant_id);
create index production_schedules_plan_id_idx on production_schedules (plan_id);

create table production_batches (
    id uuid not null primary key,
    tenant_id uuid not null,
    schedule_id uuid not null references production_schedules,
    batch_number text not null,
    product_name text not null,
    planned_quantity numeric(12, 2) not null,
    status text not null,
    priority integer
);
create index production_batches_tenant_id_idx on production_batches (tenant_id);
create index production_batches_schedule_id_idx on production_batches (schedule_id);

create table production_runs (
    id uuid not null primary key,
    tenant_id uuid not null,
    batch_id uuid not null references production_batches,
    run_number integer not null,
    produced_quantity numeric(12, 2),
    operator text,
    started_at timestamptz not null,
    finished_at timestamptz
);
create index production_runs_tenant_id_idx on production_runs (tenant_id);
create index production_runs_batch_id_idx on production_runs (batch_id);

create table run_ingredients (
    id uuid not null primary key,
    run_id uuid not null references production_runs,
    ingredient_name text not null,
    quantity numeric(12, 2) not null,
    unit text not null,
    lot_number text
);
create index run_ingredients_run_id_idx on run_ingredients (run_id);

create table run_steps (
    id uuid not null primary key,
    run_id uuid not null references production_runs,
    step_number integer not null,
    name text not null,
    status text not null,
    duration_seconds integer
);
create index run_steps_run_id_idx on run_steps (run_id);

create table quality_checks (
    id uuid not null primary key,
    tenant_id uuid not null,
    run_id uuid not null references production_runs,
    check_type text not null,
    passed boolean not null,
    score numeric(12, 2),
    notes text,
    checked_at timestamptz not null
);
create index quality_checks_tenant_id_idx on quality_checks (tenant_id);
create index quality_checks_run_id_idx on quality_checks (run_id);

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
