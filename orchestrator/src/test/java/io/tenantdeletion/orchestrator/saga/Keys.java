package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of restore keys; blocking, for tests only. */
final class Keys {

    private Keys() {}

    /** Runs a statement; how many rows it gives, or has changed. */
    static int query(String sql) {
        try (Connection connection = TestDatabase.connectTo(TestDatabase.KEYS);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            int count = 0;
            for (ResultSet rows = statement.getResultSet(); rows.next(); count++) {
                continue;
            }
            return count;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
