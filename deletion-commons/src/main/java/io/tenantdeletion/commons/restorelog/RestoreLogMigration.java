package io.tenantdeletion.commons.restorelog;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.mapping.EntityModel;
import io.tenantdeletion.commons.migration.MigrationStep;
import io.tenantdeletion.commons.migration.RolesConfig;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.service.DeletionConfig;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Sees to what a restore needs of the database: PostgreSQL's extension pgcrypto, functions that seal with it, and the
 * right to insert into the tables whose rows come back.
 */
@ApplicationScoped
public class RestoreLogMigration implements MigrationStep {

    private static final Logger LOG = Logger.getLogger(RestoreLogMigration.class);

    // Trusted: whoever may create in the database may have it. An unavailable one is no reason not to start.
    private static final String EXTENSION = """
            do $$ begin
              if not exists (select from pg_catalog.pg_extension where extname = 'pgcrypto') then
                create extension pgcrypto;
              end if;
            exception when others then
              raise notice 'pgcrypto: %', sqlerrm;
            end $$""";

    private static final String SCHEMA = """
            select quote_ident(n.nspname) from pg_catalog.pg_extension e
            join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'pgcrypto'""";

    // OpenPGP messages: AES-256, and a digest of the text inside, so that a wrong key and a changed byte are found. The
    // key
    // is as good as random, so that it need not be stretched. The level of compression is the fastest: the next ones
    // take
    // twice the time for a tenth of the room.
    private static final List<String> FUNCTIONS = List.of("""
            create or replace function tenant_deletion.seal(bytes bytea, key text) returns bytea
            language sql volatile strict return %s.pgp_sym_encrypt_bytea(bytes, key,
              'cipher-algo=aes256, s2k-mode=1, s2k-digest-algo=sha256, compress-algo=2, compress-level=1')""", """
            create or replace function tenant_deletion.seal_ids(bytes bytea, key text) returns bytea
            language sql volatile strict return %s.pgp_sym_encrypt_bytea(bytes, key,
              'cipher-algo=aes256, s2k-mode=1, s2k-digest-algo=sha256, compress-algo=0')""", """
            create or replace function tenant_deletion.unseal(bytes bytea, key text) returns bytea
            language sql volatile strict return %s.pgp_sym_decrypt_bytea(bytes, key)""");

    private static final String GRANTS = """
            select format('grant insert on table %I.%I to %I', n.nspname, c.relname, r.rolname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace, pg_catalog.pg_roles r
            where r.rolname = ? and n.nspname = ? and c.relname = ? and pg_has_role(c.relowner, 'usage')
              and not has_table_privilege(r.oid, c.oid, 'insert')""";

    private final ServedServices services;
    private final EntityModel entities;
    private final DeletionConfig config;
    private final RolesConfig roles;

    RestoreLogMigration(ServedServices services, EntityModel entities, DeletionConfig config, RolesConfig roles) {
        this.services = services;
        this.entities = entities;
        this.config = config;
        this.roles = roles;
    }

    @Override
    public void run(Connection connection, List<String> schemas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            functions(statement);
            for (TableName table : restorable(CatalogReader.read(connection, schemas))) {
                for (String grant : grants(connection, table)) {
                    statement.execute(grant);
                }
            }
        }
    }

    private static void functions(Statement statement) throws SQLException {
        if (first(statement, "select 1 where " + RestoreLog.IS_AVAILABLE) != null) {
            return;
        }
        statement.execute(EXTENSION);
        String schema = first(statement, SCHEMA);
        if (schema == null) {
            LOG.warn("restore_log.unavailable: PostgreSQL's extension pgcrypto is not to be had; what is deleted cannot"
                    + " be put back.");
            return;
        }
        for (String function : FUNCTIONS) {
            statement.execute(function.formatted(schema));
        }
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** Tables whose rows a deletion removes: in no other one has the purge role anything to insert. */
    private Set<TableName> restorable(Catalog catalog) {
        Set<TableName> tables = new TreeSet<>();
        for (TenantDataDeletionService service : services.all()) {
            for (SubjectKind kind : services.subjectKinds(service)) {
                Planner.draft(
                                catalog.schemas(service.schemas()),
                                entities.ownerships(service.schemas(), kind, config.column(kind)))
                        .plan()
                        .deletes()
                        .stream()
                        .map(Step.Delete::table)
                        .forEach(tables::add);
            }
        }
        return tables;
    }

    private List<String> grants(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GRANTS)) {
            statement.setString(1, roles.purge());
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            List<String> grants = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
            return grants;
        }
    }
}
