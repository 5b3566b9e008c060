package io.tenantdeletion.commons.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How PostgreSQL would run a statement, under the settings the application gave its session. */
public final class QueryPlan {

    /** An index scan that reads the whole index: no condition in the line below it. */
    private static final String WHOLE_INDEX = "(?s).*Index (Only )?Scan[^\\n]*\\n(?!\\s+Index Cond).*";

    private QueryPlan() {}

    /** Fails where the statement would read everybody's rows to find one tenant's, or one user's. */
    public static void assertFollowsTheRowsOf(UUID subject, String statement, List<String> settings) {
        String plan = explain(statement, subject, settings);
        assertThat(plan)
                .as("plan of %s", statement)
                .doesNotContain("Seq Scan")
                .doesNotContain("Hash Join", "Hash Semi Join", "Merge")
                .doesNotContain("hashed SubPlan")
                .doesNotMatch(WHOLE_INDEX);
    }

    private static String explain(String statement, UUID subject, List<String> settings) {
        try (Connection connection = TestDatabase.connect();
                Statement explain = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String setting : settings) {
                explain.execute(setting);
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery("explain " + bound(statement, subject))) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines) + "\n";
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    private static String bound(String statement, UUID subject) {
        return statement
                .replaceAll("(fetch first|offset) \\$\\d+", "$1 100")
                .replaceAll("part = \\$\\d+", "part = 1")
                .replaceAll("\\$\\d+", "'" + subject + "'");
    }
}
