-- A name is what confirms a deletion, so it must fit into a request. A trigger and not a check: a check would hold up
-- every change of a tenant whose name is longer since before.
create function tenant.refuse_long_name() returns trigger language plpgsql as $$
begin
    raise exception 'a tenant''s name has at most 200 characters'
        using errcode = 'check_violation', constraint = 'tenants_name_length', schema = 'tenant', table = 'tenants';
end
$$;
create trigger tenants_name_length_insert before insert on tenant.tenants
    for each row when (char_length(new.name) > 200) execute function tenant.refuse_long_name();
create trigger tenants_name_length_update before update of name on tenant.tenants
    for each row when (char_length(new.name) > 200 and new.name is distinct from old.name)
    execute function tenant.refuse_long_name();
