package io.tenantdeletion.orchestrator.mail;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.delivery.DeliveryConfig;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reminds of deletions that are due soon: each time once, whichever replica looks first, and again where the day has
 * changed. A reminder whose time was over before the deletion was asked for is none, and of several that were missed
 * only the last is sent.
 */
@ApplicationScoped
class Reminders {

    private static final Logger LOG = Logger.getLogger(Reminders.class);
    private static final String SOURCE = "orchestrator";
    private static final String DUE = """
            insert into orchestrator.mail_reminders (job_id, due_at, before)
            select job_id, due_at, make_interval(secs => $2) from orchestrator.deletion_jobs
            where status = 'pending' and (parent_id is null or owner_id is not null)
              and due_at > $1::timestamptz + make_interval(secs => $3)
              and due_at <= $1::timestamptz + make_interval(secs => $2)
              and created_at < due_at - make_interval(secs => $2)
            on conflict do nothing
            returning job_id, due_at,
              (select coalesce(tenant_id, user_id) from orchestrator.deletion_jobs j where j.job_id = mail_reminders.job_id)
            """;

    private final MailConfig config;
    private final DeliveryConfig delivery;
    private final MailStore store;
    private final EventOutbox outbox;
    private final Pool pool;
    private final Clock clock;

    Reminders(MailConfig config, DeliveryConfig delivery, MailStore store, EventOutbox outbox, Pool pool, Clock clock) {
        this.config = config;
        this.delivery = delivery;
        this.store = store;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /** Looks whom to remind. */
    @Scheduled(every = "${deletion.mail.remind-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> remind() {
        return (config.enabled() ? remindAll() : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("Nobody could be reminded: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> clean() {
        Duration owners = config.enabled() ? delivery.giveUpAfter().plusDays(1) : Duration.ZERO;
        return store.clean(owners.toSeconds(), delivery.keep().plusDays(1).toSeconds())
                .onFailure()
                .invoke(failure -> LOG.warnf("What no mail needs could not be removed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** From the shortest time on: each counts down to where the next one begins. */
    private Uni<Void> remindAll() {
        List<Duration> times = config.reminders().stream()
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList();
        return Multi.createFrom()
                .range(0, times.size())
                .onItem()
                .transformToUniAndConcatenate(
                        index -> remind(times.get(index), index == 0 ? Duration.ZERO : times.get(index - 1)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> remind(Duration before, Duration after) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        Tuple times = Tuple.of(now, (double) before.toSeconds(), (double) after.toSeconds());
        return pool.withTransaction(connection -> connection
                .preparedQuery(DUE)
                .execute(times)
                .chain(rows -> outbox.append(connection, events(rows, before))));
    }

    private List<Event> events(RowSet<Row> rows, Duration before) {
        return rows.stream().map(row -> event(row, before)).toList();
    }

    private Event event(Row row, Duration before) {
        String due = row.getOffsetDateTime("due_at").toInstant().toString();
        String job = row.getUUID("job_id").toString();
        String name = MailKind.DUE_SOON + ":" + job + ":" + due + ":" + before;
        JsonObject data = new JsonObject().put("job_id", job).put("due_at", due).put("before", MailData.words(before));
        return new Event(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                MailKind.DUE_SOON,
                SOURCE,
                row.getUUID(2),
                clock.instant(),
                data);
    }
}
