package io.tenantdeletion.orchestrator.webhook;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/** Webhooks as the database gives them. */
final class WebhookRows {

    static final String COLUMNS = "id, url, events, description, enabled, disabled_reason, disabled_at, failing_since,"
            + " last_error, secret, former_secret, former_secret_until, created_at, created_by";

    private WebhookRows() {}

    static List<SigningWebhook> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new SigningWebhook(
                        webhook(row),
                        new Secrets(
                                row.getString("secret"),
                                row.getString("former_secret"),
                                time(row, "former_secret_until"))))
                .toList();
    }

    private static Webhook webhook(Row row) {
        return new Webhook(
                row.getUUID("id"),
                row.getString("url"),
                List.of(row.getArrayOfStrings("events")),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                time(row, "disabled_at"),
                time(row, "failing_since"),
                row.getString("last_error"),
                time(row, "former_secret_until"),
                time(row, "created_at"),
                row.getString("created_by"),
                null);
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /**
     * A webhook that can be called.
     *
     * @param webhook who
     * @param secrets what signs; never logged or shown
     */
    record SigningWebhook(Webhook webhook, Secrets secrets) {

        @Override
        public String toString() {
            return webhook.id().toString();
        }
    }
}
