package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.Deliveries;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.webhook.WebhookRows.SigningWebhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Webhooks in PostgreSQL. Every change and its line in the audit log are one statement. */
@ApplicationScoped
class WebhookStore {

    private static final String SELECT = "select " + WebhookRows.COLUMNS + " from orchestrator.webhooks ";
    private static final String TAKE_TURNS = "select pg_advisory_xact_lock(hashtextextended('webhooks', 14))";
    private static final String SAME =
            "select id from orchestrator.webhooks where url = $1 and events @> $2 and events <@ $2";
    private static final String CREATE = """
            with made as (
              insert into orchestrator.webhooks (id, url, events, description, enabled, secret, created_at, created_by)
              select $1, $2, $3, nullif($4, ''), $5, $6, $7, $8
              where (select count(*) from orchestrator.webhooks) < $10
              returning *)
            select made.*, orchestrator.audit_webhook($8, $9, 'created', id, jsonb_build_object('events', events))
            from made
            """;
    private static final String CHANGE = """
            with changed as (
              update orchestrator.webhooks set
                url = coalesce($2, url), events = coalesce($3, events),
                description = case when $4::text is null then description else nullif($4, '') end,
                enabled = coalesce($5, enabled),
                disabled_reason = case when $5 is null then disabled_reason end,
                disabled_at = case when coalesce($5, enabled) then null when enabled then $6 else disabled_at end,
                failing_since = case when $5 and not enabled or $2 is not null then null else failing_since end,
                last_error = case when $5 and not enabled or $2 is not null then null else last_error end
              where id = $1 returning *)
            select changed.*, orchestrator.audit_webhook($7, $8, 'changed', id, $9) from changed
            """;
    private static final String ROTATE = """
            with changed as (
              update orchestrator.webhooks set former_secret = secret, former_secret_until = $3, secret = $2
              where id = $1 returning *)
            select changed.*, orchestrator.audit_webhook($4, $5, 'secret_rotated', id, '{}') from changed
            """;
    private static final String REMOVE = """
            with gone as (delete from orchestrator.webhooks where id = $1 returning id)
            select id, orchestrator.audit_webhook($2, $3, 'deleted', id, '{}') from gone
            """;
    private static final String DISABLE = """
            with changed as (
              update orchestrator.webhooks set enabled = false, disabled_reason = $2, disabled_at = $3
              where id = $1 and enabled returning *)
            select changed.*, orchestrator.audit_webhook('orchestrator', null, 'disabled', id,
              jsonb_build_object('reason', disabled_reason, 'failing_since', orchestrator.utc_text(failing_since)))
            from changed
            """;
    private static final String SUCCEEDED = """
            update orchestrator.webhooks set failing_since = null, last_error = null
            where id = $1 and failing_since is not null
            """;
    private static final String FAILED = """
            update orchestrator.webhooks set failing_since = coalesce(failing_since, $2), last_error = $3
            where id = $1 returning failing_since
            """;

    private final Pool pool;
    private final Deliveries deliveries;
    private final WebhooksConfig config;
    private final Clock clock;

    WebhookStore(Pool pool, Deliveries deliveries, WebhooksConfig config, Clock clock) {
        this.pool = pool;
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
    }

    /** All of them, the oldest first. */
    Uni<List<SigningWebhook>> all() {
        return pool.preparedQuery(SELECT + "order by created_at, id").execute().map(WebhookRows::all);
    }

    Uni<Optional<SigningWebhook>> find(UUID id) {
        return first(pool, SELECT + "where id = $1", Tuple.of(id));
    }

    /**
     * Registers one, unless there are so many already; those who register take turns. Fails with a 409 problem where
     * there is one of the same address and events, so that a request that is sent again makes no second.
     */
    Uni<Optional<SigningWebhook>> create(WebhookChange wanted, String secret, AuditContext by) {
        Tuple values = Tuple.tuple()
                .addUUID(UUID.randomUUID())
                .addString(wanted.url())
                .addArrayOfString(wanted.events().toArray(String[]::new))
                .addString(wanted.description())
                .addBoolean(!Boolean.FALSE.equals(wanted.enabled()))
                .addString(secret)
                .addOffsetDateTime(now())
                .addString(by.by())
                .addString(by.from())
                .addInteger(config.most());
        return pool.withTransaction(connection -> connection
                .query(TAKE_TURNS)
                .execute()
                .chain(() -> connection.preparedQuery(SAME).execute(Tuple.of(wanted.url(), values.getValue(2))))
                .invoke(same -> same.forEach(row -> {
                    throw WebhookProblems.exists(row.getUUID("id"));
                }))
                .chain(() -> first(connection, CREATE, values)));
    }

    Uni<Optional<SigningWebhook>> change(UUID id, WebhookChange change, AuditContext by) {
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(change.url())
                .addArrayOfString(
                        change.events() == null ? null : change.events().toArray(String[]::new))
                .addString(change.description())
                .addBoolean(change.enabled())
                .addOffsetDateTime(now())
                .addString(by.by())
                .addString(by.from())
                .addJsonObject(JsonObject.of("changed", new JsonArray(change.parts())));
        return first(pool, CHANGE, values);
    }

    /** Gives it another secret; for a while, the one before signs, too. */
    Uni<Optional<SigningWebhook>> rotate(UUID id, String secret, AuditContext by) {
        Tuple values = Tuple.of(id, secret, now().plus(config.secretOverlap()), by.by(), by.from());
        return first(pool, ROTATE, values);
    }

    /** Removes one with its deliveries; whether it was there. */
    Uni<Boolean> remove(UUID id, AuditContext by) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(id, by.by(), by.from()))
                .call(() -> deliveries.forget(connection, WebhookSink.name(id)))
                .map(rows -> rows.size() > 0));
    }

    /** Disables one by itself; whether it was enabled. */
    Uni<Boolean> disable(UUID id, String reason) {
        return pool.preparedQuery(DISABLE).execute(Tuple.of(id, reason, now())).map(rows -> rows.size() > 0);
    }

    /** Something was taken. */
    Uni<Void> succeeded(UUID id) {
        return pool.preparedQuery(SUCCEEDED).execute(Tuple.of(id)).replaceWithVoid();
    }

    /** Something was not taken; for how long nothing was. */
    Uni<Duration> failed(UUID id, String error) {
        OffsetDateTime now = now();
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(id, now, error))
                .map(rows -> rows.size() == 0
                        ? Duration.ZERO
                        : Duration.between(rows.iterator().next().getOffsetDateTime(0), now));
    }

    /** Somebody has had an event sent again. */
    Uni<Void> redelivered(UUID id, UUID event, AuditContext by) {
        JsonObject detail = JsonObject.of("event_id", event.toString());
        return pool.preparedQuery("select orchestrator.audit_webhook($1, $2, 'redelivered', $3, $4)")
                .execute(Tuple.of(by.by(), by.from(), id, detail))
                .replaceWithVoid();
    }

    /** Why {@link #create} has made none. */
    ProblemException tooMany() {
        return WebhookProblems.tooMany(config.most());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Uni<Optional<SigningWebhook>> first(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql)
                .execute(values)
                .map(rows -> WebhookRows.all(rows).stream().findFirst());
    }
}
