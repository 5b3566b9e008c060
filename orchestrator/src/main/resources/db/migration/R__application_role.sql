-- What the application needs of tables that the migration role owns, and of those that later migrations will make. Run
-- again whenever this text or the role's name changes.
grant usage on schema orchestrator to "${application_role}";
grant select, insert, update, delete on all tables in schema orchestrator to "${application_role}";
grant usage, select on all sequences in schema orchestrator to "${application_role}";
alter default privileges in schema orchestrator
  grant select, insert, update, delete on tables to "${application_role}";
alter default privileges in schema orchestrator grant usage, select on sequences to "${application_role}";
