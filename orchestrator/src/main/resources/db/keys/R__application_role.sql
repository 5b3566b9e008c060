grant usage on schema keys to "${application_role}";
grant select, insert, delete on all tables in schema keys to "${application_role}";
