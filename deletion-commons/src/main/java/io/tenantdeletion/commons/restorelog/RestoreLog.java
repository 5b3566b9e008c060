package io.tenantdeletion.commons.restorelog;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.RowImage;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The log of what one job removes from one service. */
public final class RestoreLog {

    /** The text that is sealed to tell a wrong key. */
    private static final String CHECK = "convert_to('restore', getdatabaseencoding())";

    static final String IS_AVAILABLE = "to_regprocedure('tenant_deletion.unseal(bytea,text)') is not null";

    private static final String WAS_RESTORED = """
            select exists (select from tenant_deletion.restore_window
                           where service = :service and subject_kind = :kind
                             and subject_id = cast(cast(:id as text) as uuid)
                             and job_id = cast(cast(:job as text) as uuid) and status = 'restored')""";

    // Whoever writes into a window or ends it takes turns by its row.
    private static final String OPEN = """
            insert into tenant_deletion.restore_window as w
              (service, subject_kind, subject_id, job_id, expires_at, key_check)
            values (:service, :kind, cast(cast(:id as text) as uuid), cast(cast(:job as text) as uuid),
                    cast(cast(:until as text) as timestamptz),
                    tenant_deletion.seal(%1$s, cast(:key as text)))
            on conflict (service, subject_kind, subject_id, job_id)
            do update set expires_at = excluded.expires_at where w.status = 'open'
            returning w.id, w.expires_at > now(), tenant_deletion.unseal(w.key_check, cast(:key as text)) = %1$s
            """.formatted(CHECK);

    private RestoreLog() {}

    /**
     * Opens a job's log, or goes on with it.
     *
     * @param job on whose behalf, where it is one's
     * @param terms on which rows are kept; empty where they are gone for good
     * @return empty where nothing is logged: it is not asked for, or the window is over. Fails with a 409 problem where
     *     the job has been undone, or something that the plan changes could not be put back
     */
    public static Uni<Optional<LogTarget>> open(
            Mutiny.Session session,
            String service,
            Subject subject,
            Plan plan,
            Optional<JobId> job,
            Optional<RestoreWindow> terms) {
        if (job.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return of(session, WAS_RESTORED, service, subject, job.get())
                .getSingleResult()
                .invoke(restored -> {
                    if ((Boolean) restored) {
                        throw RestoreLogProblems.undone();
                    }
                })
                .flatMap(deleted -> terms.map(window -> open(session, service, subject, plan, window))
                        .orElse(Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Optional<LogTarget>> open(
            Mutiny.Session session, String service, Subject subject, Plan plan, RestoreWindow window) {
        return session.createNativeQuery("select " + IS_AVAILABLE, Boolean.class)
                .getSingleResult()
                .invoke(available -> {
                    if (!available) {
                        throw RestoreLogProblems.notLogged(
                                "no-restore-log",
                                null,
                                "What is deleted cannot be kept here: PostgreSQL's extension pgcrypto is not there.",
                                "CREATE EXTENSION pgcrypto, and start a process that migrates.");
                    }
                })
                .chain(() -> of(session, OPEN, service, subject, window.job())
                        .setParameter("until", window.until().toString())
                        .setParameter("key", window.key().text())
                        .getSingleResultOrNull())
                .onFailure(RestoreLogProblems::isWrongKey)
                .transform(failure -> RestoreLogProblems.wrongKey())
                .flatMap(row -> row == null || !(Boolean) ((Object[]) row)[1]
                        ? Uni.createFrom().item(Optional.empty())
                        : RowImages.pinSettings(session)
                                .chain(() -> RowImages.of(session, plan))
                                .invoke(images -> requireKeys(plan, images))
                                .map(images -> Optional.of(new LogTarget(
                                        ((Number) ((Object[]) row)[0]).longValue(), window.key(), images))));
    }

    /** Rows that stay, or that lose a reference before they go, are found again by their key. */
    private static void requireKeys(Plan plan, Map<TableName, RowImage> images) {
        plan.steps().stream()
                .flatMap(RestoreLog::nullified)
                .filter(table -> images.get(table).key().isEmpty())
                .findFirst()
                .ifPresent(table -> {
                    throw RestoreLogProblems.notLogged(
                            "no-key",
                            table.toString(),
                            "References of rows of " + table + " are set to NULL, and nothing tells these rows apart"
                                    + " to put the references back.",
                            "Give it a primary key, or delete without a restore log.");
                });
    }

    private static Stream<TableName> nullified(Step step) {
        boolean sets = !(step instanceof Step.Delete delete)
                || !delete.selfReferences().isEmpty() && delete.divisible();
        return sets ? Stream.of(step.table()) : Stream.empty();
    }

    static Mutiny.SelectionQuery<Object> of(
            Mutiny.Session session, String sql, String service, Subject subject, JobId job) {
        return session.createNativeQuery(sql, Object.class)
                .setParameter("service", service)
                .setParameter("kind", subject.kind().noun())
                .setParameter("id", subject.id().toString())
                .setParameter("job", job.toString());
    }
}
