package io.tenantdeletion.orchestrator.trace;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.trace.Tracing;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The {@code traceparent} of the requests that jobs were asked for with. None, and no question, where traces are off.
 */
@ApplicationScoped
public class JobTraces {

    private static final Logger LOG = Logger.getLogger(JobTraces.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String FIND =
            "select job_id, traceparent from orchestrator.deletion_jobs where job_id = any($1) and traceparent is not null";

    private final Pool pool;
    private final Tracing tracing;

    JobTraces(Pool pool, Tracing tracing) {
        this.pool = pool;
        this.tracing = tracing;
    }

    /** That of this job. Never fails. */
    public Uni<Optional<String>> of(JobId job) {
        return find(List.of(job.value())).map(found -> Optional.ofNullable(found.get(job.value())));
    }

    /** Those of jobs' events, by the events' ids. Never fails. */
    public Uni<Map<UUID, String>> of(List<Event> events) {
        Map<UUID, UUID> jobs = new HashMap<>();
        events.forEach(event -> jobId(event).ifPresent(job -> jobs.put(event.id(), job)));
        return find(jobs.values()).map(found -> {
            jobs.values().retainAll(found.keySet());
            Map<UUID, String> traces = new HashMap<>();
            jobs.forEach((event, job) -> traces.put(event, found.get(job)));
            return traces;
        });
    }

    private static Optional<UUID> jobId(Event event) {
        try {
            return Optional.ofNullable(event.data().getString("job_id")).map(UUID::fromString);
        } catch (ClassCastException | IllegalArgumentException anothersEvent) {
            return Optional.empty();
        }
    }

    private Uni<Map<UUID, String>> find(Collection<UUID> jobs) {
        if (!tracing.isEnabled() || jobs.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addArrayOfUUID(jobs.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, String> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getUUID("job_id"), row.getString("traceparent")));
                    return found;
                })
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("Traces go on without the requests they began with: %s", failure))
                .onFailure()
                .recoverWithItem(Map.of());
    }
}
