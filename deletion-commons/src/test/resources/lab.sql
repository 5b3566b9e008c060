-- Every shape a plan must cope with, in one schema: a tenant column, parents at two levels, a cycle, a tree, a table with
-- two optional parents, shared data, audit lines.
create schema lab;

create table lab.cities (id uuid primary key, name text not null);

create table lab.recipes (
  id uuid primary key, tenant_id uuid not null, user_id uuid, city_id uuid references lab.cities, name text not null,
  current_version_id uuid);
create table lab.versions (id uuid primary key, recipe_id uuid not null references lab.recipes, number int not null);
alter table lab.recipes add foreign key (current_version_id) references lab.versions;
create table lab.ingredients (id uuid primary key, version_id uuid not null references lab.versions, name text not null);

create table lab.products (
  id uuid primary key, tenant_id uuid not null, parent_id uuid references lab.products, name text not null, user_id uuid);
create table lab.notes (
  id uuid primary key, recipe_id uuid references lab.recipes, product_id uuid references lab.products, text text not null);

create table lab.audit_logs (id uuid primary key, tenant_id uuid not null, actor_id uuid, action text not null);

create index on lab.audit_logs (tenant_id);
create index on lab.audit_logs (actor_id);
create index on lab.recipes (tenant_id);
create index on lab.recipes (user_id);
create index on lab.products (user_id) where user_id is not null;
create index on lab.recipes (current_version_id);
create index on lab.versions (recipe_id);
create index on lab.ingredients (version_id);
create index on lab.products (tenant_id);
create index on lab.products (parent_id) where parent_id is not null;
create index on lab.notes (recipe_id);
create index on lab.notes (product_id);

create function lab.id(text, text, int) returns uuid language sql immutable as $$ select md5($1 || $2 || $3)::uuid $$;

create procedure lab.fill(tenant uuid, n int) language plpgsql as $$
begin
  insert into lab.recipes (id, tenant_id, name)
    select lab.id(tenant::text, 'recipe', i), tenant, 'Recipe ' || i from generate_series(1, n) i;
  insert into lab.versions
    select lab.id(tenant::text, 'version', i), lab.id(tenant::text, 'recipe', 1 + i % n), i from generate_series(1, 2 * n) i;
  update lab.recipes r set current_version_id = (select v.id from lab.versions v where v.recipe_id = r.id limit 1)
    where tenant_id = tenant;
  insert into lab.ingredients
    select lab.id(tenant::text, 'ingredient', i), lab.id(tenant::text, 'version', 1 + i % (2 * n)), 'Flour'
    from generate_series(1, 3 * n) i;
  insert into lab.products
    select lab.id(tenant::text, 'product', i), tenant,
           case when i > 1 then lab.id(tenant::text, 'product', i / 2) end, 'Bread ' || i from generate_series(1, n) i;
  insert into lab.notes
    select lab.id(tenant::text, 'note', i),
           case when i % 2 = 0 then lab.id(tenant::text, 'recipe', 1 + i % n) end,
           case when i % 3 <> 0 or i % 2 = 1 then lab.id(tenant::text, 'product', 1 + i % n) end, 'Note'
    from generate_series(1, n) i;
  insert into lab.audit_logs
    select lab.id(tenant::text, 'line', i), tenant, lab.id(tenant::text, 'actor', i % 3), 'baked' from generate_series(1, n) i;
end $$;


-- A neighbour in the same process, whose tables no entity maps: configuration says whose their rows are.
create schema annex;
create table annex.colours (id uuid primary key);
create table annex.things (id uuid primary key, tenant_id uuid not null, colour_id uuid references annex.colours);
create table annex.parts (id uuid primary key, thing_id uuid not null references annex.things);
create index on annex.things (tenant_id);
create index on annex.parts (thing_id);
