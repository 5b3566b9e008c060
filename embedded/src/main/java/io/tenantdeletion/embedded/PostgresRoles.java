package io.tenantdeletion.embedded;

import java.util.Map;

/** The roles of applications on an embedded server, as a deployment has them; the password of each is its name. */
final class PostgresRoles {

    static final String MIGRATION = "migration";
    static final String APPLICATION = "application";
    static final String PURGE = "purge";

    /** Once a server, by its superuser. */
    static final String CREATION = """
            create role migration login password 'migration';
            create role application login password 'application';
            create role purge login password 'purge';
            grant set on parameter session_replication_role to purge;
            grant pg_read_all_stats to purge""";

    /**
     * Once a database, by the superuser: tables that people and tests create as superuser are as if a migration had
     * created them. A real database has nothing of this.
     */
    static final String PREPARATION = """
            alter default privileges grant select, insert, update, delete on tables to application;
            alter default privileges grant usage, select on sequences to application;
            alter default privileges grant select, update, delete on tables to purge;
            create function public.give_to_migration() returns event_trigger language plpgsql as $$
            declare
              made record;
            begin
              if current_user = 'postgres' then
                for made in
                  select distinct object_type, object_identity from pg_event_trigger_ddl_commands()
                  where object_type in ('schema', 'table') and schema_name is distinct from 'pg_temp'
                loop
                  execute format('alter %s %s owner to migration', made.object_type, made.object_identity);
                end loop;
              end if;
            end $$;
            create event trigger give_to_migration on ddl_command_end
              when tag in ('CREATE SCHEMA', 'CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO')
              execute function public.give_to_migration()""";

    /** Which role is for what, by the keys of the applications' configuration. */
    static final Map<String, String> SETTINGS = Map.of(
            "pg.user", APPLICATION,
            "pg.password", APPLICATION,
            "pg.purge.user", PURGE,
            "pg.purge.password", PURGE,
            "pg.migration.user", MIGRATION,
            "pg.migration.password", MIGRATION);

    private PostgresRoles() {}
}
