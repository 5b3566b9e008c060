package io.tenantdeletion.commons.restorelog;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.sql.LoggedRows;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** One job's restore log, read in the transaction that puts its rows back. */
public final class LogContents {

    private static final String LOCK = """
            select pg_try_advisory_xact_lock(hashtextextended(cast(:who as text), 0))""";

    private static final String WINDOW = """
            select id, status, expires_at > now(), cast(restored_counts as text), verified from tenant_deletion.restore_window
            where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)
              and job_id = cast(cast(:job as text) as uuid) for update""";

    private static final String WAS_PURGED = """
            select exists (select from tenant_deletion.ledger
                           where service = :service and subject_kind = :kind
                             and subject_id = cast(cast(:id as text) as uuid)
                             and job_id = cast(cast(:job as text) as uuid) and deleted > 0)""";

    private static final String OPENS = """
            select tenant_deletion.unseal(key_check, cast(:key as text)) is not null
            from tenant_deletion.restore_window where id = :window""";

    // The fence first: the rows are to pass it.
    private static final String LIFT = """
            with lifted as (
              delete from tenant_deletion.fence
              where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)),
            forgotten as (
              delete from tenant_deletion.removed_keys
              where service = :service and subject_kind = :kind and subject_id = cast(cast(:id as text) as uuid)),
            -- What the rows name outside the database is theirs again.
            unnamed as (
              delete from tenant_deletion.external_name n using tenant_deletion.external_data d
              where d.id = n.data_id and d.service = :service and d.subject_kind = :kind
                and d.subject_id = cast(cast(:id as text) as uuid)
                and d.job_id = cast(cast(:job as text) as uuid))
            select cast(:job as text)""";

    private static final String CLOSE = """
            with gone as (delete from tenant_deletion.restore_log where window_id = :window)
            update tenant_deletion.restore_window
            set status = 'restored', restored_counts = cast(cast(:counts as text) as json), verified = :verified
            where id = :window""";

    private final Mutiny.Session session;
    private final String service;
    private final Subject subject;
    private final JobId job;

    public LogContents(Mutiny.Session session, String service, Subject subject, JobId job) {
        this.session = session;
        this.service = service;
        this.subject = subject;
        this.job = job;
    }

    /** Keeps purges of the subject, and other restores, away; fails with a 503 problem where one is under way. */
    public Uni<Void> lock() {
        return session.createNativeQuery(LOCK, Boolean.class)
                .setParameter("who", service + " " + subject.kind().noun() + " " + subject.id())
                .getSingleResult()
                .invoke(locked -> {
                    if (!locked) {
                        throw RestoreLogProblems.busy();
                    }
                })
                .replaceWithVoid();
    }

    /** The job's window; fails with a 410 problem where it is over, or nothing of what was deleted was logged. */
    public Uni<OpenWindow> window() {
        return of(WINDOW).getSingleResultOrNull().flatMap(found -> {
            if (found == null) {
                return requireNothingPurged();
            }
            Object[] row = (Object[]) found;
            long id = ((Number) row[0]).longValue();
            return switch ((String) row[1]) {
                case "restored" ->
                    Uni.createFrom().item(new OpenWindow(id, Optional.of(new Restored(counts((String) row[3]), (Boolean)
                            row[4]))));
                case "open" -> {
                    if (!(Boolean) row[2]) {
                        throw RestoreLogProblems.over("Its restore window has ended.");
                    }
                    yield Uni.createFrom().item(new OpenWindow(id, Optional.empty()));
                }
                case "forgotten" -> throw RestoreLogProblems.over("Its restore log was destroyed when it was told to.");
                default -> throw RestoreLogProblems.over("Its restore window has ended.");
            };
        });
    }

    private Uni<OpenWindow> requireNothingPurged() {
        return of(WAS_PURGED).getSingleResult().map(purged -> {
            if ((Boolean) purged) {
                throw RestoreLogProblems.over("It was deleted without a restore log.");
            }
            return new OpenWindow(0, Optional.empty());
        });
    }

    /** Tries the key, and lifts the fence for what follows in this transaction. */
    public Uni<Void> open(OpenWindow window, RestoreKey key) {
        Uni<?> opened = window.id() == 0
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(OPENS, Object.class)
                        .setParameter("key", key.text())
                        .setParameter("window", window.id())
                        .getSingleResult()
                        .onFailure(RestoreLogProblems::isWrongKey)
                        .transform(failure -> RestoreLogProblems.wrongKey());
        return opened.chain(() -> of(LIFT).getSingleResult()).replaceWithVoid();
    }

    /** What there is in the log, by table and kind. */
    public Uni<List<LoggedRows>> rows(OpenWindow window, RestoreKey key) {
        return session.createNativeQuery(LoggedRows.select(), Object[].class)
                .setParameter("window", window.id())
                .setParameter(SqlStatements.LOG_KEY, key.text())
                .getResultList()
                .map(rows -> rows.stream().map(LogContents::logged).toList());
    }

    /** The rows are back: their log goes, and how many there were stays. */
    public Uni<Void> close(OpenWindow window, Restored restored) {
        return session.createNativeQuery(CLOSE)
                .setParameter("window", window.id())
                .setParameter("counts", new JsonObject(new LinkedHashMap<>(restored.counts())).encode())
                .setParameter("verified", restored.verified())
                .executeUpdate()
                .replaceWithVoid();
    }

    private Mutiny.SelectionQuery<Object> of(String sql) {
        return RestoreLog.of(session, sql, service, subject, job);
    }

    private static LoggedRows logged(Object[] row) {
        return new LoggedRows(
                new TableName((String) row[0], (String) row[1]),
                (String) row[2],
                texts(row[3]),
                texts(row[4]),
                texts(row[5]),
                ((Number) row[6]).intValue(),
                ((Number) row[7]).longValue(),
                Optional.ofNullable((String) row[8]));
    }

    private static List<String> texts(Object json) {
        return new JsonArray((String) json).stream().map(String.class::cast).toList();
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        new JsonObject(json).forEach(entry -> counts.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return counts;
    }
}
