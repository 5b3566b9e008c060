create table customers (
    id uuid not null primary key,
    tenant_id uuid not null,
    name text not null,
    email text,
    phone text,
    address text,
    loyalty_points integer not null,
    active boolean not null,
    created_at timestamptz not null
);
create index customers_tenant_id_idx on customers (tenant_id);

create table customer_preferences (
    id uuid not null primary key,
    customer_id uuid not null references customers,
    preference text not null,
    value text,
    updated_at timestamptz not null
);
create index customer_preferences_customer_id_idx on customer_preferences (customer_id);

create table orders (
    id uuid not null primary key,
    tenant_id uuid not null,
    customer_id uuid references customers,
    order_number text not null,
    status text not null,
    total_amount numeric(12, 2) not null,
    currency text not null,
    delivery_date date,
    notes text,
    created_at timestamptz not null
);
create index orders_tenant_id_idx on orders (tenant_id);
create index orders_customer_id_idx on orders (customer_id);

create table order_items (
    id uuid not null primary key,
    order_id uuid not null references orders,
    product_name text not null,
    quantity integer not null,
    unit_price numeric(12, 2) not null,
    line_total numeric(12, 2) not null
);
create index order_items_order_id_idx on order_items (order_id);

create table order_status_history (
    id uuid not null primary key,
    order_id uuid not null references orders,
    old_status text,
    new_status text not null,
    reason text,
    changed_at timestamptz not null
);
create index order_status_history_order_id_idx on order_status_history (order_id);

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
