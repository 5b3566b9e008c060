package io.tenantdeletion.tenant.audit;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Writes refusals down behind the answers: many at once, by one connection, so that a flood of refused requests costs
 * neither their callers nor anybody else's. What does not fit the bounded queue is counted in the log.
 */
@ApplicationScoped
class RefusalOutbox implements RefusalTrail {

    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = Logger.getLogger(RefusalOutbox.class);

    private static final int BATCH = 200;
    private static final String INSERT = """
            insert into tenant.audit_outbox (event_id, payload, created_at) values ($1, $2, $3)
            on conflict (event_id) do nothing
            """;

    private final Pool pool;
    private final AuditJson json;
    private final Queue<AuditEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();

    RefusalOutbox(Pool pool, AuditJson json) {
        this.pool = pool;
        this.json = json;
    }

    @Override
    public void record(AuditEvent refusal) {
        if (size.incrementAndGet() > MOST_WAITING) {
            size.decrementAndGet();
            lost.incrementAndGet();
        } else {
            waiting.add(refusal);
        }
        writeUnlessWriting();
    }

    private void writeUnlessWriting() {
        if (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            write(next()).subscribe().with(written -> writeOn(), this::failed);
        }
    }

    private void writeOn() {
        int missing = lost.getAndSet(0);
        if (missing > 0) {
            LOG.errorf("%d refusals came faster than they could be written down and are not in the audit log", missing);
        }
        writing.set(false);
        writeUnlessWriting();
    }

    private void failed(Throwable failure) {
        LOG.errorf(failure, "Refusals could not be written down and are not in the audit log");
        writeOn();
    }

    private List<AuditEvent> next() {
        List<AuditEvent> batch = new ArrayList<>(BATCH);
        for (AuditEvent event = waiting.poll(); event != null; event = waiting.poll()) {
            size.decrementAndGet();
            batch.add(event);
            if (batch.size() == BATCH) {
                break;
            }
        }
        return batch;
    }

    private Uni<Void> write(List<AuditEvent> batch) {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(INSERT)
                        .executeBatch(batch.stream().map(this::values).toList()))
                .replaceWithVoid();
    }

    private Tuple values(AuditEvent event) {
        return Tuple.of(
                event.eventId(), new JsonObject(json.text(event)), event.at().atOffset(ZoneOffset.UTC));
    }
}
