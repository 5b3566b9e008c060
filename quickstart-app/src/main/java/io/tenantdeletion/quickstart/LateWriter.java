package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Somebody who still writes for a tenant that is gone, as an application that has not heard of it would. */
final class LateWriter {

    private static final String CHECK_VIOLATION = "23514";
    private static final String CUSTOMER = """
            insert into orders.customers (id, tenant_id, name, loyalty_points, active, created_at)
            values (?, ?, 'Late', 0, true, now())""";

    private LateWriter() {}

    /** That the database refuses the row, to the role that the applications have. */
    static Proof.Check isRefused(PostgresServer postgres, DemoTenant tenant) {
        try (Connection connection = postgres.connectAsApplication(Platform.DOMAIN_DATABASE);
                PreparedStatement insert = connection.prepareStatement(CUSTOMER)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, tenant.id());
            insert.executeUpdate();
            return new Proof.Check(false, "A late row of " + tenant.title() + " was accepted.");
        } catch (SQLException refused) {
            boolean held = CHECK_VIOLATION.equals(refused.getSQLState());
            String message = refused.getMessage().lines().findFirst().orElse("");
            return new Proof.Check(
                    held,
                    (held ? "A late writer is refused by the database: " : "A late writer failed otherwise: ")
                            + message);
        }
    }
}
