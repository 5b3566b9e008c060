package io.tenantdeletion.commons.verify;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.verify.OrphanedRows.KeptKeys;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** One verification's statements, one after the other on one session. */
final class ResidualCount {

    private final Mutiny.Session session;
    private final SubjectTables tables;
    private final TenantDataDeletionService service;
    private final Subject subject;
    private final RemainingRows remaining;
    private final Map<String, Long> residual = new TreeMap<>();
    private final Map<String, Long> touchedOthers = new TreeMap<>();
    private long lastPart;

    ResidualCount(Mutiny.Session session, SubjectTables tables, TenantDataDeletionService service, Subject subject) {
        this.session = session;
        this.tables = tables;
        this.service = service;
        this.subject = subject;
        this.remaining = new RemainingRows(tables, service.columnValue(subject));
    }

    Map<String, Long> residual() {
        return residual;
    }

    Map<String, Long> touchedOthers() {
        return touchedOthers;
    }

    /** Counts everything; where nothing was found, the removed keys are forgotten. */
    Uni<ResidualCount> run() {
        return rowsThatNameTheSubject()
                .flatMap(done -> residual.isEmpty() ? Uni.createFrom().voidItem() : rowsOfPresentParents())
                .flatMap(done -> orphans())
                .flatMap(done -> residual.isEmpty() && touchedOthers.isEmpty() && lastPart > 0
                        ? forgetKeys()
                        : Uni.createFrom().voidItem())
                .replaceWith(this);
    }

    private Uni<Void> rowsThatNameTheSubject() {
        return counts(remaining.naming(), remaining.tables());
    }

    private Uni<Void> rowsOfPresentParents() {
        return counts(remaining.ofPresentParents(), remaining.children());
    }

    private Uni<Void> counts(String sql, List<TableName> counted) {
        return rows(sql)
                .invoke(rows -> rows.forEach(row -> add(residual, counted, row, 1)))
                .replaceWithVoid();
    }

    private Uni<Void> orphans() {
        return rows(OrphanedRows.KEPT).flatMap(kept -> {
            OrphanedRows orphans = new OrphanedRows(
                    tables, kept.stream().map(ResidualCount::keptKeys).toList());
            kept.forEach(row -> lastPart = Math.max(lastPart, ((Number) row[3]).longValue()));
            return rows(orphans.counts())
                    .invoke(rows -> rows.forEach(row -> {
                        add(residual, orphans.tables(), row, 1);
                        add(touchedOthers, orphans.tables(), row, 2);
                    }))
                    .replaceWithVoid();
        });
    }

    private Uni<Void> forgetKeys() {
        return rows(OrphanedRows.FORGET).replaceWithVoid();
    }

    private void add(Map<String, Long> counts, List<TableName> counted, Object[] row, int column) {
        long rows = ((Number) row[column]).longValue();
        if (rows > 0) {
            counts.merge(tables.label(counted.get(((Number) row[0]).intValue())), rows, Long::sum);
        }
    }

    private static KeptKeys keptKeys(Object[] row) {
        return new KeptKeys(
                new TableName((String) row[0], (String) row[1]),
                new JsonArray((String) row[2]).stream().map(String.class::cast).toList());
    }

    private Uni<List<Object[]>> rows(String sql) {
        if (sql.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
        Map<String, Object> parameters = Map.of(
                "subject", service.columnValue(subject),
                "service", service.serviceName(),
                "kind", subject.noun(),
                "id", subject.id().toString(),
                "last", lastPart);
        parameters.forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        return query.getResultList();
    }
}
