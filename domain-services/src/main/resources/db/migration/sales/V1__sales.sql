create table sales_records (
    id uuid not null primary key,
    tenant_id uuid not null,
    channel text not null,
    total_amount numeric(12, 2) not null,
    currency text not null,
    payment_method text,
    sold_at timestamptz not null
);
create index sales_records_tenant_id_idx on sales_records (tenant_id);

create table sale_items (
    id uuid not null primary key,
    sales_record_id uuid not null references sales_records,
    product_name text not null,
    quantity integer not null,
    unit_price numeric(12, 2) not null,
    discount numeric(12, 2)
);
create index sale_items_sales_record_id_idx on sale_items (sales_record_id);

create table aggregated_sales (
    id uuid not null primary key,
    tenant_id uuid not null,
    period text not null,
    period_start date not null,
    product_name text,
    quantity integer not null,
    revenue numeric(12, 2) not null,
    computed_at timestamptz not null
);
create index aggregated_sales_tenant_id_idx on aggregated_sales (tenant_id);

create table sales_reports (
    id uuid not null primary key,
    tenant_id uuid not null,
    title text not null,
    report_type text not null,
    period_start date not null,
    period_end date not null,
    content text,
    created_at timestamptz not null
);
create index sales_reports_tenant_id_idx on sales_reports (tenant_id);

create table predictions (
    id uuid not null primary key,
    tenant_id uuid not null,
    product_name text not null,
    predicted_for date not null,
    quantity numeric(12, 2) not null,
    confidence double precision,
    created_at timestamptz not null
);
create index predictions_tenant_id_idx on predictions (tenant_id);

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
