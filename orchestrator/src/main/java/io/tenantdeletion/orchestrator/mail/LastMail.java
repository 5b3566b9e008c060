package io.tenantdeletion.orchestrator.mail;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The last mail to a user, which has to be on its way before the account goes, and the address with it. */
@ApplicationScoped
public class LastMail {

    private static final Logger LOG = Logger.getLogger(LastMail.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration LOOK_FOR = Duration.ofSeconds(5);
    private static final String STATE = """
            select o.time, d.status, o.fanned_out_at is not null as fanned_out
            from orchestrator.outbox o left join orchestrator.delivery d on d.event_id = o.id and d.sink = $2
            where o.id = $1
            """;

    private final MailConfig config;
    private final EventOutbox outbox;
    private final Pool pool;
    private final Clock clock;

    LastMail(MailConfig config, EventOutbox outbox, Pool pool, Clock clock) {
        this.config = config;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Has it sent, and waits a moment for the mail server to take it.
     *
     * @return whether nothing keeps the account any longer: the mail was taken or refused, or has waited for too long
     */
    public Uni<Boolean> isDone(DeletionJob job) {
        if (!config.enabled()) {
            return Uni.createFrom().item(true);
        }
        UUID id = Event.id(MailKind.ACCOUNT_CLOSING, job.id().value());
        JsonObject data = JsonObject.of(
                "job_id", job.id().toString(), "user_id", job.user().toString());
        Event event = new Event(
                id, MailKind.ACCOUNT_CLOSING, "orchestrator", job.user().value(), clock.instant(), data);
        return pool.withTransaction(connection -> outbox.append(connection, List.of(event)))
                .chain(() -> look(id, clock.instant().plus(LOOK_FOR)));
    }

    private Uni<Boolean> look(UUID event, Instant until) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(event, MailSink.NAME))
                .chain(rows -> isDone(rows)
                        ? Uni.createFrom().item(true)
                        : clock.instant().isBefore(until)
                                ? Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(LOOK_EVERY)
                                        .chain(() -> look(event, until))
                                : Uni.createFrom().item(false));
    }

    private boolean isDone(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return true;
        }
        Row row = rows.iterator().next();
        String status = row.getString("status");
        if (status == null ? row.getBoolean("fanned_out") : !status.equals("pending")) {
            return true;
        }
        boolean tooLong = row.getOffsetDateTime("time")
                .plus(config.lastMailWithin())
                .isBefore(clock.instant().atOffset(ZoneOffset.UTC));
        if (tooLong) {
            LOG.warn("An account goes although its user's last mail was not accepted in time");
        }
        return tooLong;
    }
}
