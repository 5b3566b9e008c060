package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.SqlStatements;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parents that a call has locked, in parts. A row that refers to a parent needs a lock on it that conflicts with ours,
 * so that a statement after the lock sees every child there will ever be. Parents are locked before children, each
 * table by a statement of its own.
 */
final class LockedParents {

    private final SubjectStatements statements;
    private final PurgeRequest request;
    private final Map<TableName, Deque<Part>> parts = new HashMap<>();
    private final Set<TableName> beyondAPart = new HashSet<>();
    private final List<Long> unused = new ArrayList<>();
    private final List<Long> used = new ArrayList<>();

    LockedParents(SubjectStatements statements, PurgeRequest request) {
        this.statements = statements;
        this.request = request;
    }

    /** Locks a first part of every table that is a parent. */
    Uni<Void> lockAll() {
        List<Step.Delete> topDown = new ArrayList<>(request.plan().deletes());
        Collections.reverse(topDown);
        return Multi.createFrom()
                .iterable(topDown)
                .filter(this::isParent)
                .onItem()
                .transformToUniAndConcatenate(step -> lock(step).invoke(part -> put(step, part)))
                .onItem()
                .ignoreAsUni();
    }

    boolean isParent(Step.Delete step) {
        return !sql().keys().to(step.table()).isEmpty();
    }

    /** Whether a table may have more rows than its first part. */
    boolean isFull(Step.Delete step) {
        return beyondAPart.contains(step.table());
    }

    /**
     * Whether rows of a table are found by parents that may not be locked: there are more than a part, or somebody who
     * was there before the fence may still add some.
     */
    boolean mayBeUnlocked(Step.Delete children) {
        List<ForeignKey> path = children.path().keys();
        return !path.isEmpty()
                && (!request.mode().isSettled()
                        || path.stream().map(ForeignKey::to).anyMatch(beyondAPart::contains));
    }

    /** Whether there are no rows beside those of the one part, and none come in any more. */
    private boolean areAllLocked(Step.Delete step) {
        return request.mode().isSettled()
                && !beyondAPart.contains(step.table())
                && step.retainedFor().isEmpty();
    }

    private int rows(Step.Delete step) {
        return step.divisible() ? request.partRows() : Integer.MAX_VALUE;
    }

    /** Takes a part that was locked before the children's rows were deleted. */
    Part poll(Step.Delete step) {
        return queue(step).poll();
    }

    /** Gives a part back, for when its children are gone. */
    void put(Step.Delete step, Part part) {
        if (!part.isEmpty()) {
            queue(step).add(part);
        }
    }

    /** Locks one more part of a table. */
    Uni<Part> lock(Step.Delete step) {
        return statements
                .rows(
                        mayBeUnlocked(step)
                                ? sql().keys().keepLockingParents(step, rows(step))
                                : sql().keys().keep(step, rows(step)),
                        Map.of(
                                "service", request.serviceName(),
                                "kind", request.subject().kind().noun(),
                                "id", request.subject().id().toString()))
                .flatMap(rows -> {
                    Map<String, Long> numbers = new HashMap<>();
                    rows.forEach(row -> numbers.put((String) row[1], ((Number) row[0]).longValue()));
                    unused.addAll(numbers.values());
                    Part part = new Part(numbers, rows.isEmpty() ? 0 : ((Number) rows.get(0)[2]).longValue());
                    if (part.rows() >= rows(step)) {
                        beyondAPart.add(step.table());
                    }
                    return refuseRowsOfOthers(step, part).replaceWith(part);
                });
    }

    /** Where PostgreSQL checks every row itself, it is left to it. */
    private Uni<Void> refuseRowsOfOthers(Step.Delete step, Part part) {
        if (part.isEmpty() || !request.withoutRowChecks()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(sql().keys().fromOthers(step.table()))
                .onItem()
                .transformToUniAndConcatenate(key -> refuseRowsOfOthers(key, part))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> refuseRowsOfOthers(ForeignKey key, Part part) {
        return statements
                .test(sql().hasRowsOfOthers(key), Map.of("part", part.number(key.referenced())))
                .onItem()
                .transformToUni(found -> found
                        ? Uni.createFrom().failure(References.blockedBy(key.name()))
                        : Uni.createFrom().voidItem());
    }

    /** Whether a row of the plan's tables refers to one of a part that was locked after its children's turn. */
    Uni<Boolean> hasChildren(Step.Delete step, Part part) {
        return Multi.createFrom()
                .iterable(sql().keys().to(step.table()))
                .filter(key -> !key.isSelfReference())
                .onItem()
                .transformToUniAndConcatenate(
                        key -> statements.test(sql().hasChildren(key), Map.of("part", part.number(key.referenced()))))
                .filter(found -> found)
                .collect()
                .first()
                .map(found -> found != null);
    }

    Uni<Removal> delete(Step.Delete step, Part part) {
        unused.removeAll(part.numbers().values());
        used.addAll(part.numbers().values());
        long number = part.number(sql().keys().identifying(step.table()));
        return statements.removal(
                areAllLocked(step) ? sql().deleteAllKept(step) : sql().deleteKept(step), Map.of("part", number));
    }

    /** Forgets the keys of parents that are still there; and all keys where nobody will ask for them. */
    Uni<Void> forget(boolean all) {
        List<Long> parts = new ArrayList<>(unused);
        if (all) {
            parts.addAll(used);
        }
        return parts.isEmpty()
                ? Uni.createFrom().voidItem()
                : statements
                        .rows(
                                SqlStatements.FORGET_KEYS,
                                Map.of(
                                        "parts",
                                        parts.toString().replace('[', '{').replace(']', '}')))
                        .replaceWithVoid();
    }

    private Deque<Part> queue(Step.Delete step) {
        return parts.computeIfAbsent(step.table(), table -> new ArrayDeque<>());
    }

    private SqlStatements sql() {
        return request.sql();
    }
}
