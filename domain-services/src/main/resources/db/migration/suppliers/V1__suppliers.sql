create table suppliers (
    id uuid not null primary key,
    tenant_id uuid not null,
    name text not null,
    tax_id text,
    email text,
    phone text,
    rating numeric(12, 2),
    status text not null,
    created_at timestamptz not null
);
create index suppliers_tenant_id_idx on suppliers (tenant_id);

create table supplier_products (
    id uuid not null primary key,
    supplier_id uuid not null references suppliers,
    sku text not null,
    name text not null,
    unit_price numeric(12, 2) not null,
    minimum_quantity integer,
    available boolean not null
);
create index supplier_products_supplier_id_idx on supplier_products (supplier_id);

create table contracts (
    id uuid not null primary key,
    tenant_id uuid not null,
    supplier_id uuid not null references suppliers,
    contract_number text not null,
    status text not null,
    value numeric(12, 2),
    valid_from date not null,
    valid_until date
);
create index contracts_tenant_id_idx on contracts (tenant_id);
create index contracts_supplier_id_idx on contracts (supplier_id);

create table purchase_orders (
    id uuid not null primary key,
    tenant_id uuid not null,
    supplier_id uuid not null references suppliers,
    order_number text not null,
    status text not null,
    total_amount numeric(12, 2) not null,
    currency text not null,
    ordered_at timestamptz not null,
    expected_on date
);
create index purchase_orders_tenant_id_idx on purchase_orders (tenant_id);
create index purchase_orders_supplier_id_idx on purchase_orders (supplier_id);

create table purchase_order_items (
    id uuid not null primary key,
    purchase_order_id uuid not null references purchase_orders,
    supplier_product_id uuid references supplier_products,
    description text not null,
    quantity numeric(12, 2) not null,
    unit_price numeric(12, 2) not null,
    received_quantity numeric(12, 2)
);
create index purchase_order_items_purchase_order_id_idx on purchase_order_items (purchase_order_id);
create index purchase_order_items_supplier_product_id_idx on purchase_order_items (supplier_product_id);

create table payments (
    id uuid not null primary key,
    tenant_id uuid not null,
    purchase_order_id uuid not null references purchase_orders,
    amount numeric(12, 2) not null,
    currency text not null,
    method text not null,
    reference text,
    status text not null,
    paid_at timestamptz
);
create index payments_tenant_id_idx on payments (tenant_id);
create index payments_purchase_order_id_idx on payments (purchase_order_id);

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
