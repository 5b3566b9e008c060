package io.tenantdeletion.commons.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the application's role and the purge role what they need on tables that the migration role owns, now and by
 * default on those to come; only what is missing, so that a start usually changes nothing. The application's role gets
 * nothing in {@code tenant_deletion}, whose tables say whose data may not come back.
 */
final class RoleGrants implements MigrationStep {

    private static final String USAGE = """
            select format('grant usage on schema %I to %I', n.nspname, r.rolname)
            from pg_namespace n, pg_roles r
            where r.rolname = ? and n.nspname = any (?) and not has_schema_privilege(r.oid, n.oid, 'usage')
              and pg_has_role(n.nspowner, 'usage')""";

    private static final String RELATIONS = """
            select format('grant %s on %s %I.%I to %I', string_agg(p.name, ', '),
                          case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname, c.relname, r.rolname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r, unnest(?) as p (name)
            where r.rolname = ? and n.nspname = any (?) and position(c.relkind::text in ?) > 0
              and c.relname <> 'flyway_schema_history' and pg_has_role(c.relowner, 'usage')
              and not case c.relkind when 'S' then has_sequence_privilege(r.oid, c.oid, p.name)
                                     else has_table_privilege(r.oid, c.oid, p.name) end
            group by c.relkind, n.nspname, c.relname, r.rolname""";

    private static final String DEFAULTS = """
            select format('alter default privileges in schema %I grant %s on %s to %I', n.nspname,
                          string_agg(p.name, ', '), k.name, r.rolname)
            from pg_namespace n, pg_roles r, unnest(?) as p (name),
                 (values ('r', 'tables'), ('S', 'sequences')) k (kind, name)
            where r.rolname = ? and n.nspname = any (?) and position(k.kind in ?) > 0 and r.rolname <> current_user
              and not exists (
                select from pg_default_acl d, aclexplode(d.defaclacl) a
                where d.defaclnamespace = n.oid and d.defaclrole = (select oid from pg_roles where rolname = current_user)
                  and d.defaclobjtype::text = k.kind and a.grantee = r.oid and a.privilege_type = upper(p.name))
            group by n.nspname, k.name, r.rolname""";

    private static final String TABLES = "rpvmf";
    private static final String SEQUENCES = "S";

    private final String application;
    private final String purge;

    RoleGrants(String application, String purge) {
        this.application = application;
        this.purge = purge;
    }

    @Override
    public void run(Connection connection, List<String> schemas) throws SQLException {
        requireRole(connection, application);
        requireRole(connection, purge);
        grant(connection, application, schemas, TABLES, "select", "insert", "update", "delete");
        grant(connection, application, schemas, SEQUENCES, "usage", "select");
        grant(connection, purge, schemas, TABLES, "select", "update", "delete");
        grant(connection, purge, List.of(DeletionMigrations.SCHEMA), TABLES, "select", "insert", "update", "delete");
    }

    private static void requireRole(Connection connection, String role) throws SQLException {
        if (answers(connection, "select 1 from pg_roles where rolname = ?", role)
                .isEmpty()) {
            throw new IllegalStateException("There is no role " + role + " in the database; create it, see"
                    + " reference/roles.md, or name another with deletion.roles.*.");
        }
    }

    private static void grant(
            Connection connection, String role, List<String> schemas, String kinds, String... privileges)
            throws SQLException {
        Object names = connection.createArrayOf("text", schemas.toArray());
        Object wanted = connection.createArrayOf("text", privileges);
        List<String> missing = new ArrayList<>(answers(connection, USAGE, role, names));
        missing.addAll(answers(connection, RELATIONS, wanted, role, names, kinds));
        missing.addAll(answers(connection, DEFAULTS, wanted, role, names, kinds));
        try (Statement statement = connection.createStatement()) {
            for (String each : missing) {
                statement.execute(each);
            }
        }
    }

    private static List<String> answers(Connection connection, String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> answers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
            return answers;
        }
    }
}
