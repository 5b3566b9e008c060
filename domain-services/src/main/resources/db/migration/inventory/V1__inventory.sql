create table suppliers (
    id uuid not null primary key,
    tenant_id uuid not null,
    name text not null,
    contact_name text,
    phone text,
    lead_time_days integer,
    active boolean not null,
    created_at timestamptz not null
);
create index suppliers_tenant_id_idx on suppliers (tenant_id);

create table products (
    id uuid not null primary key,
    tenant_id uuid not null,
    parent_id uuid references products,
    supplier_id uuid references suppliers,
    sku text not null,
    name text not null,
    unit text not null,
    unit_cost numeric(12, 2),
    reorder_level integer not null,
    active boolean not null,
    created_at timestamptz not null
);
create index products_tenant_id_idx on products (tenant_id);
create index products_parent_id_idx on products (parent_id);
create index products_supplier_id_idx on products (supplier_id);

create table stock_movements (
    id uuid not null primary key,
    tenant_id uuid not null,
    product_id uuid not null references products,
    movement_type text not null,
    quantity numeric(12, 2) not null,
    unit_cost numeric(12, 2),
    reference text,
    moved_at timestamptz not null
);
create index stock_movements_tenant_id_idx on stock_movements (tenant_id);
create index stock_movements_product_id_idx on stock_movements (product_id);

create table low_stock_alerts (
    id uuid not null primary key,
    tenant_id uuid not null,
    product_id uuid not null references products,
    quantity numeric(12, 2) not null,
    threshold numeric(12, 2) not null,
    status text not null,
    raised_at timestamptz not null,
    resolved_at timestamptz
);
create index low_stock_alerts_tenant_id_idx on low_stock_alerts (tenant_id);
create index low_stock_alerts_product_id_idx on low_stock_alerts (product_id);

create table purchase_orders (
    id uuid not null primary key,
    tenant_id uuid not null,
    supplier_id uuid not null references suppliers,
    order_number text not null,
    status text not null,
    total_amount numeric(12, 2) not null,
    expected_on date,
    created_at timestamptz not null
);
create index purchase_orders_tenant_id_idx on purchase_orders (tenant_id);
create index purchase_orders_supplier_id_idx on purchase_orders (supplier_id);

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
