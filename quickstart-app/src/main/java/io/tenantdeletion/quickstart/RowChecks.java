package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Who has checked foreign keys while rows were deleted. */
final class RowChecks {

    private static final String MAY_BE_OFF =
            "select has_parameter_privilege('purge', 'session_replication_role', 'set')";

    private RowChecks() {}

    /** What it depends on, in a sentence. */
    static String of(PostgresServer postgres) {
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MAY_BE_OFF)) {
            row.next();
            return row.getBoolean(1)
                    ? "Parents were locked first, so that PostgreSQL did not have to check every row: the role purge may"
                            + " say so."
                    : "PostgreSQL has checked the foreign keys of every row: the role purge may not do without.";
        } catch (SQLException e) {
            throw new QuickstartException("Could not read a right: " + e.getMessage(), e);
        }
    }
}
