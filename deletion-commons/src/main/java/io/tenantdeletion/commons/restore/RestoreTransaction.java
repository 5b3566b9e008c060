package io.tenantdeletion.commons.restore;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.restorelog.LogContents;
import io.tenantdeletion.commons.restorelog.OpenWindow;
import io.tenantdeletion.commons.restorelog.RestoreLogProblems;
import io.tenantdeletion.commons.restorelog.Restored;
import io.tenantdeletion.commons.restorelog.RowImages;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.LoggedRows;
import io.tenantdeletion.commons.sql.RestoreStatements;
import io.tenantdeletion.commons.sql.RowImage;
import io.tenantdeletion.commons.sql.SqlStatements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** One transaction that brings back what one job removed from one service, and lifts the fence. */
final class RestoreTransaction {

    private final Mutiny.Session session;
    private final TenantDataDeletionService service;
    private final Subject subject;
    private final JobId job;
    private final RestoreKey key;

    RestoreTransaction(
            Mutiny.Session session, TenantDataDeletionService service, Subject subject, JobId job, RestoreKey key) {
        this.session = session;
        this.service = service;
        this.subject = subject;
        this.job = job;
        this.key = key;
    }

    /**
     * Restores.
     *
     * @param plan by which the rows are found, as it is now
     * @param triggers those that may fire for what is written, and whether all others may be off
     * @return what has come back; the same as the first time where it has been done already. Fails with 409, 410 and
     *     503 problems, and then nothing is changed
     */
    Uni<Restored> run(Plan plan, RestoreChecks.Triggers triggers) {
        LogContents log = new LogContents(session, service.serviceName(), subject, job);
        return log.lock().chain(log::window).flatMap(window -> {
            if (window.restored().isPresent()) {
                return Uni.createFrom().item(window.restored().get());
            }
            return log.open(window, key)
                    .chain(() -> RowImages.pinSettings(session))
                    .chain(() -> log.rows(window, key))
                    .flatMap(rows -> restore(plan, rows, window, triggers))
                    .call(restored -> log.close(window, restored))
                    .call(restored -> service.afterRestore(session, subject, job));
        });
    }

    private Uni<Restored> restore(
            Plan plan, List<LoggedRows> logged, OpenWindow window, RestoreChecks.Triggers triggers) {
        Stream<TableName> tables = Stream.concat(
                plan.steps().stream().map(Step::table), logged.stream().map(LoggedRows::table));
        return RowImages.of(session, plan, tables).flatMap(images -> {
            new SchemaChanges(plan, images).requireNoLoss(logged);
            RestoreChecks checks = new RestoreChecks(session, plan, new RestoreStatements(plan, images));
            return checks.begin(logged, triggers)
                    .chain(() -> rows(plan, ordered(plan, logged), images, window))
                    .call(counts -> checks.check(service.columnValue(subject), logged))
                    .map(counts -> new Restored(
                            counts,
                            logged.stream().allMatch(rows -> rows.digest().isPresent())));
        });
    }

    /**
     * Parents first, with those that stayed and are the subject's again, so that children are found by them; then the
     * references that were taken from rows, be it that these came back before.
     */
    private static List<LoggedRows> ordered(Plan plan, List<LoggedRows> logged) {
        List<Step.Delete> parentsFirst = new ArrayList<>(plan.deletes());
        Collections.reverse(parentsFirst);
        List<LoggedRows> found = parentsFirst.stream()
                .flatMap(step -> logged.stream()
                        .filter(rows -> rows.table().equals(step.table()))
                        .filter(rows -> rows.isDeleted() || rows.isNameOf(step.path())))
                .toList();
        return Stream.concat(found.stream(), logged.stream().filter(rows -> !rows.isDeleted() && !found.contains(rows)))
                .toList();
    }

    private Uni<Map<String, Long>> rows(
            Plan plan, List<LoggedRows> ordered, Map<TableName, RowImage> images, OpenWindow window) {
        RestoreStatements sql = new RestoreStatements(plan, images);
        Map<String, Long> counts = new LinkedHashMap<>();
        return Multi.createFrom()
                .iterable(ordered)
                .onItem()
                .transformToUniAndConcatenate(logged -> logged.isDeleted()
                        ? insert(plan.delete(logged.table()).orElseThrow(), logged, sql, window)
                                .invoke(back -> {
                                    back.requireAll(logged);
                                    counts.merge(plan.label(logged.table()), back.rows(), Long::sum);
                                })
                        : execute(query(sql.giveBack(logged), window), logged.table())
                                .invoke(back -> back.requireSame(logged)))
                .onItem()
                .ignoreAsUni()
                .replaceWith(counts);
    }

    private Uni<Back> insert(Step.Delete step, LoggedRows logged, RestoreStatements sql, OpenWindow window) {
        if (step.path().keys().isEmpty()) {
            return execute(query(sql.insert(logged), window), logged.table());
        }
        var found = query(sql.insertFound(logged, step), window)
                .setParameter(SqlStatements.SUBJECT, service.columnValue(subject));
        return execute(found, logged.table());
    }

    private Mutiny.SelectionQuery<Object[]> query(String statement, OpenWindow window) {
        return session.createNativeQuery(statement, Object[].class)
                .setParameter(SqlStatements.LOG_WINDOW, window.id())
                .setParameter(SqlStatements.LOG_KEY, key.text());
    }

    private static Uni<Back> execute(Mutiny.SelectionQuery<Object[]> query, TableName table) {
        return query.getSingleResult()
                .map(row -> new Back(
                        ((Number) row[0]).longValue(),
                        Optional.ofNullable((String) row[1]),
                        ((Number) row[2]).longValue()))
                .onFailure()
                .transform(failure -> Refusals.asProblem(failure, table));
    }

    /**
     * What a statement has put back.
     *
     * @param rows how many
     * @param digest of these rows, as they are in the table; empty where there is none
     * @param lost how many of their references lead to no row of the subject
     */
    private record Back(long rows, Optional<String> digest, long lost) {

        void requireAll(LoggedRows logged) {
            if (lost > 0) {
                throw RestoreLogProblems.refused(List.of(Refusals.parentsGone(logged.table())));
            }
            if (rows != logged.rows()) {
                throw RestoreLogProblems.refused(List.of(Refusals.rowsAreKeptOut(logged.table())));
            }
            requireSame(logged);
        }

        /** A reference that somebody has set meanwhile stays as it is, and the others are right all the same. */
        void requireSame(LoggedRows logged) {
            if (rows == logged.rows() && logged.digest().isPresent() && !digest.equals(logged.digest())) {
                throw RestoreLogProblems.refused(List.of(Refusals.rowsDiffer(logged.table())));
            }
        }
    }
}
