-- What an administrator does once, see src-docs/reference/roles.md.
CREATE ROLE migration LOGIN PASSWORD 'migration';
CREATE ROLE application LOGIN PASSWORD 'application';
CREATE ROLE purge LOGIN PASSWORD 'purge';
GRANT pg_read_all_stats TO purge;
GRANT SET ON PARAMETER session_replication_role TO purge;
CREATE DATABASE orchestrator OWNER migration;
CREATE DATABASE tenant OWNER migration;
CREATE DATABASE domain OWNER migration;
