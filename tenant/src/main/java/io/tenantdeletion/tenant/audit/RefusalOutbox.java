package io.tenantdeletion.tenant.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.AuditTrailConfig;
import io.tenantdeletion.commons.audit.RefusalForwarder;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.DatabaseException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.BadRequestException;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes refusals into the outbox a moment behind the answers, many at once. */
@Startup
@ApplicationScoped
class RefusalOutbox implements RefusalTrail {

    private static final Logger LOG = Logger.getLogger(RefusalOutbox.class);

    private static final String INSERT = """
            insert into tenant.audit_outbox (event_id, payload, created_at) values ($1, $2, $3)
            on conflict (event_id) do nothing
            """;

    private final Pool pool;
    private final AuditJson json;
    private final RefusalForwarder forwarder;

    RefusalOutbox(Pool pool, AuditJson json, AuditTrailConfig config, Vertx vertx) {
        this.pool = pool;
        this.json = json;
        this.forwarder = new RefusalForwarder(config, "service:tenant", this::write, vertx);
    }

    @Override
    public void record(AuditEvent refusal) {
        if (refusal.eventId() == null || refusal.at() == null) {
            // One that cannot be written would keep all others from it.
            LOG.errorf("A refusal without id or time is not in the audit log: %s", refusal.action());
            return;
        }
        forwarder.add(refusal);
    }

    @PostConstruct
    void begin() {
        forwarder.start();
    }

    void shutDown(@Observes ShutdownEvent event) {
        forwarder.finish();
    }

    private Uni<Void> write(List<AuditEvent> batch) {
        return pool.preparedQuery(INSERT)
                .executeBatch(batch.stream().map(this::values).toList())
                .onFailure(RefusalOutbox::isUnwritable)
                .transform(failure -> new BadRequestException("The database does not take it", failure))
                .replaceWithVoid();
    }

    /** Whether the database will never take a value: SQLSTATE classes 22, data exception, and 23, constraints. */
    private static boolean isUnwritable(Throwable failure) {
        return failure instanceof DatabaseException refusal
                && refusal.getSqlState() != null
                && refusal.getSqlState().matches("2[23]...");
    }

    private Tuple values(AuditEvent event) {
        return Tuple.of(
                event.eventId(), new JsonObject(json.text(event)), event.at().atOffset(ZoneOffset.UTC));
    }
}
