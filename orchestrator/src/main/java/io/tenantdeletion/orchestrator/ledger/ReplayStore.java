package io.tenantdeletion.orchestrator.ledger;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Replays in PostgreSQL. Whoever runs one writes with the lease it holds, as with jobs: a run that has lost it changes
 * nothing.
 */
@ApplicationScoped
public class ReplayStore {

    private static final String COLUMNS =
            "r.*, exists (select from orchestrator.deletion_control where paused) as paused";
    private static final String SELECT = "select " + COLUMNS + " from orchestrator.erasure_replays r ";
    /** Where one is open, an earlier time takes it back; its run loses the lease and begins there. */
    private static final String REQUEST = """
            insert into orchestrator.erasure_replays as r (replay_id, service, since, with_users, total, cursor_at,
              created_at, requested_by, changed_by, changed_from, changed_via)
            select $1, $2, $3, $4, count(*), $3, $5, $6, $6, $7, $8
            from orchestrator.erasures where erased_at >= $3 and ($4 or subject_type = 'tenant')
            on conflict (service) where status = 'in_progress' do update
            set since = least(r.since, excluded.since), next_attempt_at = null, with_users = excluded.with_users,
              total = case when excluded.since < r.since then r.done + excluded.total else r.total end,
              cursor_at = case when excluded.since < r.since then excluded.since else r.cursor_at end,
              cursor_type = case when excluded.since < r.since then '' else r.cursor_type end,
              run_id = case when excluded.since < r.since then null else r.run_id end,
              lease_until = case when excluded.since < r.since then null else r.lease_until end,
              changed_by = excluded.changed_by, changed_from = excluded.changed_from, changed_via = excluded.changed_via
            returning""" + " " + COLUMNS;

    private static final String CLAIM = """
            with next as materialized (
              select replay_id from orchestrator.erasure_replays
              where status = 'in_progress' and (lease_until is null or lease_until < now())
                and (next_attempt_at is null or next_attempt_at <= $2) and service = any($3)
                and not exists (select from orchestrator.deletion_control where paused)
              order by created_at for update skip locked)
            update orchestrator.erasure_replays r
            set run_id = gen_random_uuid(), lease_until = now() + make_interval(secs => $1)
            from next where r.replay_id = next.replay_id
            returning\s""" + COLUMNS;
    private static final String RENEW = """
            update orchestrator.erasure_replays set lease_until = now() + make_interval(secs => $2)
            where run_id = any($1) and status = 'in_progress' returning run_id
            """;
    private static final String RELEASE =
            "update orchestrator.erasure_replays set run_id = null, lease_until = null where run_id = any($1)";
    private static final String DONE = """
            update orchestrator.erasure_replays r
            set cursor_at = $3, cursor_type = $4, cursor_id = $5, done = done + 1, total = greatest(total, done + 1),
              skipped = skipped + $6, findings = findings + case when $7 or exists (
                -- Of a call before the last one.
                select from orchestrator.erasure_findings f where f.service = r.service and f.status = 'open'
                  and f.subject_id = $5 and f.last_seen_at >= r.created_at) then 1 else 0 end,
              deleted_counts = orchestrator.add_counts(deleted_counts, $8),
              waiting_since = null, waiting_detail = null, next_attempt_at = null, pauses = 0
            where replay_id = $1 and run_id = $2 and status = 'in_progress'
            """;
    private static final String PROGRESS = """
            update orchestrator.erasure_replays set deleted_counts = orchestrator.add_counts(deleted_counts, $3)
            where replay_id = $1 and run_id = $2 and status = 'in_progress'
            """;
    private static final String PAUSE = """
            update orchestrator.erasure_replays set waiting_since = coalesce(waiting_since, $3), waiting_detail = $4,
              next_attempt_at = $5, pauses = pauses + 1, run_id = null, lease_until = null
            where replay_id = $1 and run_id = $2 and status = 'in_progress'
            """;
    private static final String COMPLETE = """
            update orchestrator.erasure_replays set status = 'completed', completed_at = $3, total = done, run_id = null,
              lease_until = null, changed_by = 'orchestrator', changed_from = null, changed_via = null
            where replay_id = $1 and run_id = $2 and status = 'in_progress'
            """;
    private static final String CANCEL = """
            update orchestrator.erasure_replays set status = 'cancelled', completed_at = $2, run_id = null,
              lease_until = null, next_attempt_at = null, waiting_since = null, waiting_detail = null,
              changed_by = $3, changed_from = $4, changed_via = $5
            where replay_id = $1 and status = 'in_progress'
            """;

    private final Pool pool;
    private final StatementTimeout timeout;
    private final JobsConfig config;
    private final Clock clock;

    ReplayStore(Pool pool, StatementTimeout timeout, JobsConfig config, Clock clock) {
        this.pool = pool;
        this.timeout = timeout;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Asks for a replay; where the service has one in progress, that is the one, gone back to the earlier time.
     *
     * @param withUsers whether the service holds data of users
     */
    public Uni<Requested> request(String service, Instant since, boolean withUsers, AuditContext by) {
        UUID id = UUID.randomUUID();
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(service)
                .addOffsetDateTime(since.atOffset(ZoneOffset.UTC))
                .addBoolean(withUsers)
                .addOffsetDateTime(now())
                .addString(by.by())
                .addString(by.from())
                .addString(by.via());
        return execute(REQUEST, values)
                .map(rows -> Replay.of(rows.iterator().next()))
                .map(replay -> new Requested(replay, replay.replayId().equals(id)));
    }

    /** A service's replay. */
    public Uni<Optional<Replay>> find(String service, UUID id) {
        return execute(SELECT + "where r.replay_id = $1 and r.service = $2", Tuple.of(id, service))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** The newest replays of a service. */
    public Uni<List<Replay>> newest(String service, int most) {
        return execute(
                        SELECT + "where r.service = $1 order by r.created_at desc, r.replay_id limit $2",
                        Tuple.of(service, most))
                .map(ReplayStore::all);
    }

    /** The newest replay of every service that had one. */
    public Uni<List<Replay>> newestOfAll() {
        return execute(
                        "select distinct on (r.service) " + COLUMNS + " from orchestrator.erasure_replays r"
                                + " order by r.service, r.created_at desc, r.replay_id",
                        Tuple.tuple())
                .map(ReplayStore::all);
    }

    /** Ends a replay that is in progress; what it has done stays done. */
    public Uni<Void> cancel(UUID id, AuditContext by) {
        return execute(CANCEL, Tuple.of(id, now(), by.by(), by.from(), by.via()))
                .replaceWithVoid();
    }

    /** Takes every replay of these services that is due and that nobody runs. */
    Uni<List<Run>> claim(Collection<String> services) {
        Tuple values = Tuple.of(config.leaseSeconds(), now(), services.toArray(String[]::new));
        return execute(CLAIM, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Run(row.getUUID("run_id"), Replay.of(row)))
                        .toList());
    }

    /** Prolongs leases; answers those that are still held. */
    Uni<List<UUID>> renew(Collection<UUID> runs) {
        return execute(RENEW, Tuple.of(runs.toArray(UUID[]::new), config.leaseSeconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("run_id"))
                        .toList());
    }

    /** Gives leases back, so that any replica can go on at once. */
    Uni<Void> release(Collection<UUID> runs) {
        return execute(RELEASE, Tuple.tuple().addArrayOfUUID(runs.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** A subject is done. Answers whether the run still held the lease. */
    Uni<Boolean> done(Run run, Erasure erased, boolean skipped, boolean finding, Map<String, Long> rows) {
        return held(
                DONE,
                of(run).addOffsetDateTime(erased.erasedAt().atOffset(ZoneOffset.UTC))
                        .addString(erased.subject().kind().toString())
                        .addUUID(erased.subject().id())
                        .addInteger(skipped ? 1 : 0)
                        .addBoolean(finding)
                        .addJsonObject(new JsonObject(new HashMap<>(rows))));
    }

    /** A subject is not done, and rows of it are deleted. */
    Uni<Boolean> progress(Run run, Map<String, Long> rows) {
        return held(PROGRESS, of(run).addJsonObject(new JsonObject(new HashMap<>(rows))));
    }

    /** Somebody was unavailable; it is tried again then. */
    Uni<Boolean> pause(Run run, String why, Instant next) {
        return held(
                PAUSE,
                of(run).addOffsetDateTime(now()).addString(why).addOffsetDateTime(next.atOffset(ZoneOffset.UTC)));
    }

    /** Nobody is left. */
    Uni<Boolean> complete(Run run) {
        return held(COMPLETE, of(run).addOffsetDateTime(now()));
    }

    private Uni<Boolean> held(String statement, Tuple values) {
        return execute(statement, values).map(rows -> rows.rowCount() > 0);
    }

    private static Tuple of(Run run) {
        return Tuple.of(run.replay().replayId(), run.id());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple values) {
        return timeout.bound(pool.preparedQuery(statement).execute(values));
    }

    private static List<Replay> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Replay::of).toList();
    }

    /**
     * What came of a request.
     *
     * @param replay as it is now
     * @param created whether there was none before
     */
    public record Requested(Replay replay, boolean created) {}

    /**
     * The right to run a replay, for as long as it is renewed.
     *
     * @param id identifies this run
     * @param replay as it was when it was claimed
     */
    record Run(UUID id, Replay replay) {}
}
