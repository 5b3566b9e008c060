-- Lists of tenants can be ordered by name or age, in either direction.
create index tenants_by_name on tenant.tenants (lower(left(name, 200)), id);
create index tenants_by_age on tenant.tenants (created_at, id);
