create table recipes (
    id uuid not null primary key,
    tenant_id uuid not null,
    current_version_id uuid,
    name text not null,
    category text,
    description text,
    active boolean not null,
    created_at timestamptz not null
);
create index recipes_tenant_id_idx on recipes (tenant_id);
create index recipes_current_version_id_idx on recipes (current_version_id);

create table recipe_versions (
    id uuid not null primary key,
    recipe_id uuid not null references recipes,
    version_number integer not null,
    yield_quantity numeric(12, 2) not null,
    yield_unit text not null,
    published boolean not null,
    created_at timestamptz not null
);
create index recipe_versions_recipe_id_idx on recipe_versions (recipe_id);

create table recipe_ingredients (
    id uuid not null primary key,
    recipe_version_id uuid not null references recipe_versions,
    ingredient_name text not null,
    quantity numeric(12, 2) not null,
    unit text not null,
    optional boolean not null
);
create index recipe_ingredients_recipe_version_id_idx on recipe_ingredients (recipe_version_id);

create table recipe_steps (
    id uuid not null primary key,
    recipe_version_id uuid not null references recipe_versions,
    step_number integer not null,
    instruction text not null,
    duration_minutes integer,
    temperature_celsius numeric(12, 2)
);
create index recipe_steps_recipe_version_id_idx on recipe_steps (recipe_version_id);

create table recipe_nutrition (
    id uuid not null primary key,
    recipe_version_id uuid not null references recipe_versions,
    nutrient text not null,
    amount numeric(12, 2) not null,
    unit text not null
);
create index recipe_nutrition_recipe_version_id_idx on recipe_nutrition (recipe_version_id);

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

-- The cycle: a recipe points to one of its own versions.
alter table recipes add foreign key (current_version_id) references recipe_versions;
