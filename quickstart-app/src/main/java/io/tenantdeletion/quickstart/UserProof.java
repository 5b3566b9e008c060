package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.BakeryRealm.DemoUser;
import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Shows that a user's deletion removed her and nobody else; reads the databases, not the services. */
final class UserProof {

    private static final DemoUser LEAVER = BakeryRealm.LEAVER;

    private static final String USER_COLUMNS = """
            select quote_ident(table_schema) || '.' || quote_ident(table_name) || ' where ' || quote_ident(column_name)
              from information_schema.columns
             where column_name in ('user_id', 'actor_id', 'owner_id') and table_schema <> 'information_schema'
            """;
    private static final String OWNERS = """
            select count(*) from tenant.tenants t join tenant.tenant_members m on m.tenant_id = t.id and m.role = 'owner'
             where t.id = ?::uuid and t.owner_id = m.user_id and m.user_id = '%s'
            """.formatted(BakeryRealm.SUCCESSOR.id());
    private static final String TENANTS = "select count(*) from tenant.tenants where id = ?::uuid";

    private final PostgresServer postgres;
    private final PlatformApi api;

    UserProof(PostgresServer postgres, PlatformApi api) {
        this.postgres = postgres;
        this.api = api;
    }

    /** Everything that must hold after her deletion; {@code tables} is about the data that was there before her. */
    List<Proof.Check> of(Proof before) {
        List<Proof.Check> checks = new ArrayList<>();
        checks.add(check(
                number(
                                Platform.TENANT_DATABASE,
                                TENANTS,
                                DemoTenant.LEAVING.id().toString())
                        == 0,
                DemoTenant.LEAVING.title() + " is gone: nobody else owned or administered it."));
        checks.add(check(
                number(Platform.TENANT_DATABASE, OWNERS, DemoTenant.STAYING.id().toString()) == 1,
                DemoTenant.STAYING.title() + " belongs to " + BakeryRealm.SUCCESSOR.username()
                        + ", who administered it before."));
        checks.add(noneLeft());
        checks.add(before.domainUnchanged());
        checks.add(check(!api.canLogIn(LEAVER), "Keycloak knows no " + LEAVER.username() + " any more."));
        checks.add(auditIsWhole());
        return checks;
    }

    private Proof.Check noneLeft() {
        List<String> left = new ArrayList<>();
        int tables = 0;
        for (String database : List.of(Platform.DOMAIN_DATABASE, Platform.TENANT_DATABASE)) {
            for (String table : names(database)) {
                // Her tombstone keeps the id from becoming a member again.
                if (!table.startsWith("tenant.erased_users ")) {
                    tables++;
                    String sql = "select count(*) from " + table + " = ?::uuid";
                    if (number(database, sql, LEAVER.id().toString()) > 0) {
                        left.add(table);
                    }
                }
            }
        }
        return check(
                left.isEmpty(),
                left.isEmpty()
                        ? "No row names her any more, in none of the " + tables + " columns for users."
                        : "Rows about her are left in " + left);
    }

    private Proof.Check auditIsWhole() {
        var verification = api.auditVerification(api.token(BakeryRealm.ADMIN));
        long lines = verification.path("lines").asLong();
        return check(
                verification.path("valid").asBoolean() && lines > 0,
                "The audit log tells all of it in " + Text.some(lines, "line") + ", and its chain is whole.");
    }

    private static Proof.Check check(boolean held, String text) {
        return new Proof.Check(held, text);
    }

    private List<String> names(String database) {
        List<String> names = new ArrayList<>();
        try (Connection connection = postgres.connect(database);
                PreparedStatement query = connection.prepareStatement(USER_COLUMNS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new QuickstartException("Could not read the catalog: " + e.getMessage(), e);
        }
    }

    private long number(String database, String sql, String id) {
        try (Connection connection = postgres.connect(database);
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new QuickstartException("Could not count: " + e.getMessage(), e);
        }
    }
}
