package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.RemovedKeys;
import java.util.Map;

/** Looks for rows that refer to parents which are locked. */
final class ReferringRows {

    private final SubjectStatements statements;
    private final PurgeRequest request;

    ReferringRows(SubjectStatements statements, PurgeRequest request) {
        this.statements = statements;
        this.request = request;
    }

    /** Where PostgreSQL checks every row itself, it is left to it. */
    Uni<Void> refuseThoseOfOthers(Step.Delete step, Part part) {
        if (part.isEmpty() || !request.withoutRowChecks()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(keys().fromOthers(step.table()))
                .onItem()
                .transformToUniAndConcatenate(key -> refuseThoseOfOthers(key, part))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> refuseThoseOfOthers(ForeignKey key, Part part) {
        return statements
                .test(keys().hasRowsOfOthers(key), Map.of("part", part.number(key.referenced())))
                .onItem()
                .transformToUni(found -> found
                        ? Uni.createFrom().failure(References.blockedBy(key.name()))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Whether a row of the plan's tables may refer to one of a part that was locked after its children's turn: those
     * that are found by such rows, and where the others are not gone for good, any.
     */
    Uni<Boolean> mayBeOf(Step.Delete step, Part part) {
        if (request.plan().deletes().stream()
                .anyMatch(child -> keys().toParents(child).stream()
                        .anyMatch(key -> key.to().equals(step.table())))) {
            return Uni.createFrom().item(true);
        }
        return Multi.createFrom()
                .iterable(keys().to(step.table()))
                .filter(key -> !key.isSelfReference()
                        && !request.plan()
                                .delete(key.from())
                                .filter(request::isFinal)
                                .isPresent())
                .onItem()
                .transformToUniAndConcatenate(
                        key -> statements.test(keys().hasChildren(key), Map.of("part", part.number(key.referenced()))))
                .filter(found -> found)
                .collect()
                .first()
                .map(found -> found != null);
    }

    private RemovedKeys keys() {
        return request.sql().keys();
    }
}
