package io.tenantdeletion.commons.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How PostgreSQL runs the statements on tables that it knows nothing about yet, and that are large already. */
class DeliveryPlanTest extends AbstractDeliveryTest {

    private static final DeliverySql SQL = new DeliverySql("orchestrator");
    private static final String ID = "'" + UUID.randomUUID() + "'";

    @Test
    void looksRowsUpByTheirKeys() throws SQLException {
        fillAndFanOut();

        assertThat(plan(SQL.claim(), "'broker'", "10", ID, "60"))
                .contains("delivery_lane_due", "delivery_lane_pkey", "delivery_pending_of_subject", "outbox_pkey")
                .as("with so many events, nothing is compared with each")
                .doesNotContain("Sort", "Seq Scan", "Bitmap", "Join Filter");
        assertThat(plan(SQL.lockLanes(), "'broker'", ID, "array[" + ID + "]"))
                .contains("delivery_lane_pkey", "Index Cond: (subject = held.subject)")
                .doesNotContain("Seq Scan", "delivery_lane_due");
        assertThat(plan(SQL.isAnythingNew(), "5"))
                .contains("outbox_new", "outbox_held")
                .doesNotContain("Seq Scan");
        assertThat(plan(SQL.mark(), "'broker'", ID, "array[" + ID + "]", "'[]'", "array[1]", "array[0]", "true"))
                .contains("Index Cond: (event_id = r.id)", "Index Cond: (subject = lane.subject)")
                .doesNotContain("Join Filter", "Seq Scan", "delivery_lane_due", "delivery_by_sink");
        assertThat(plan(SQL.letGo(), "5")).contains("outbox_held").doesNotContain("Sort", "Seq Scan");
        assertThat(plan(SQL.newest(), "10")).contains("outbox_new").doesNotContain("Sort", "Seq Scan");
        assertThat(plan(SQL.states(), "array['broker']"))
                .contains("delivery_pending", "delivery_lane_due")
                .doesNotContain("Sort", "Seq Scan");
        assertThat(plan(SQL.remove(), "60", "10"))
                .contains("outbox_by_age", "delivery_pkey")
                .doesNotContain("Sort", "Seq Scan");
    }

    private void fillAndFanOut() {
        database.fill(2);
        boolean more = true;
        while (more) {
            more = database.store()
                    .fanOut(() -> Uni.createFrom().item(List.of(broker)))
                    .await()
                    .atMost(OutboxDatabase.TIMEOUT);
        }
    }

    private static String plan(String statement, String... values) throws SQLException {
        String bound = statement;
        for (int value = values.length; value > 0; value--) {
            bound = bound.replace("$" + value, values[value - 1]);
        }
        try (Connection connection = database.connect();
                Statement explain = connection.createStatement()) {
            connection.setAutoCommit(false);
            explain.execute(DeliveryStore.BY_INDEX);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery("explain " + bound)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        }
    }
}
