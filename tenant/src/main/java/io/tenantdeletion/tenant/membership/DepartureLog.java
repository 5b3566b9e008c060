package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.restorelog.RestoreLogProblems;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the deletion of a user changes at tenants that stay, so that it can be given back. Written in the transactions
 * that change it, which every method but the last two runs in.
 */
@ApplicationScoped
public class DepartureLog {

    /** Memberships that were ended. */
    static final String MEMBERS = "members";
    /** Tenants that have changed hands. */
    static final String OWNERS = "owners";
    /** Lines of tenants' logs that do not name the user any more. */
    static final String LINES = "lines";

    private static final String OPEN = """
            with opened as (
              insert into tenant.departures as d (job_id, expires_at) values (:job, :until)
              on conflict (job_id) do update set expires_at = excluded.expires_at where d.restored_counts is null
              returning 1)
            select count(*) from opened""";

    private static final String WRITE =
            "insert into tenant.departure_log (job_id, kind, sealed) values (:job, :kind, :sealed)";

    private static final String READ =
            "select kind, sealed from tenant.departure_log where job_id = :job order by entry";

    private static final String FORGET = """
            with over as (delete from tenant.departures where job_id = :job and restored_counts is null returning job_id)
            delete from tenant.departure_log where job_id in (select job_id from over)""";

    private static final String EXPIRE = """
            with over as (delete from tenant.departures where expires_at <= now() returning job_id)
            delete from tenant.departure_log where job_id in (select job_id from over)""";

    private final TenantChanges changes;

    DepartureLog(TenantChanges changes) {
        this.changes = changes;
    }

    /** Begins, or goes on; fails with a 409 problem where the job was undone. */
    public Uni<Void> open(Optional<RestoreWindow> terms) {
        return terms.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(OPEN, Long.class)
                                .setParameter("job", terms.get().job().value())
                                .setParameter("until", terms.get().until().atOffset(ZoneOffset.UTC))
                                .getSingleResult())
                        .invoke(opened -> {
                            if (opened == 0) {
                                throw RestoreLogProblems.undone();
                            }
                        })
                        .replaceWithVoid();
    }

    /** A tenant has changed hands; does nothing where nothing is kept. */
    public Uni<Void> owner(Optional<RestoreWindow> terms, ChangedOwner changed) {
        return terms.isEmpty()
                ? Uni.createFrom().voidItem()
                : open(terms)
                        .chain(() -> write(
                                terms,
                                OWNERS,
                                new JsonArray().add(changed.json()).encode()));
    }

    /** Keeps a JSON array; does nothing where there is none, or nothing is kept. */
    Uni<Void> write(Optional<RestoreWindow> terms, String kind, String json) {
        if (terms.isEmpty() || json == null) {
            return Uni.createFrom().voidItem();
        }
        RestoreWindow window = terms.get();
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(WRITE)
                        .setParameter("job", window.job().value())
                        .setParameter("kind", kind)
                        .setParameter("sealed", new DepartureSeal(window.key(), window.job()).seal(json))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** All there is; fails with a 409 problem where the key is not the one that it was written with. */
    Uni<List<Entry>> read(JobId job, RestoreKey key) {
        DepartureSeal seal = new DepartureSeal(key, job);
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(READ, Object[].class)
                        .setParameter("job", job.value())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Entry((String) row[0], seal.unseal((String) row[1])))
                        .toList());
    }

    /** Destroys it; does nothing where there is none, or it was given back. */
    Uni<Void> forget(JobId job) {
        return changes.inTransaction(() -> Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(FORGET)
                                .setParameter("job", job.value())
                                .executeUpdate()))
                .replaceWithVoid();
    }

    @Scheduled(every = "${deletion.restore-log.expire-every:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return changes.inTransaction(() -> Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(EXPIRE).executeUpdate()))
                .replaceWithVoid();
    }

    /**
     * A part of it.
     *
     * @param json an array
     */
    record Entry(String kind, String json) {}
}
