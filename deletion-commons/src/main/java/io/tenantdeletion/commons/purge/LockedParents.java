package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.sql.RemovedKeys;
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
import java.util.function.Predicate;

/**
 * Parents that a call has locked, in parts. A row that refers to a parent needs a lock on it that conflicts with ours,
 * so that a statement after the lock sees every child there will ever be. Parents are locked before children, each
 * table by a statement of its own.
 */
final class LockedParents {

    private final SubjectStatements statements;
    private final PurgeRequest request;
    private final ReferringRows referring;
    private final Map<TableName, Deque<Part>> parts = new HashMap<>();
    private final Set<TableName> beyondAPart = new HashSet<>();
    private final List<Long> unused = new ArrayList<>();
    private final List<Long> used = new ArrayList<>();

    LockedParents(SubjectStatements statements, PurgeRequest request) {
        this.statements = statements;
        this.request = request;
        this.referring = new ReferringRows(statements, request);
    }

    /** Locks a part of every table that is a parent and of which none is locked, from the roots down. */
    Uni<Void> lockAll() {
        return lockAll(step -> true);
    }

    /** The same, of tables whose rows are found by this step's. */
    Uni<Void> lockBelow(Step.Delete step) {
        return lockAll(other -> leadsOver(other.path(), step));
    }

    private static boolean leadsOver(SubjectPath path, Step.Delete parents) {
        return path.keys().stream().anyMatch(key -> key.to().equals(parents.table()));
    }

    private Uni<Void> lockAll(Predicate<Step.Delete> those) {
        List<Step.Delete> topDown = new ArrayList<>(request.plan().deletes());
        Collections.reverse(topDown);
        return Multi.createFrom()
                .iterable(topDown)
                .filter(step -> those.test(step)
                        && isParent(step)
                        && queue(step.table()).isEmpty())
                .onItem()
                .transformToUniAndConcatenate(step -> lock(step).invoke(part -> put(step, part)))
                .onItem()
                .ignoreAsUni();
    }

    boolean isParent(Step.Delete step) {
        return !sql().keys().to(step.table()).isEmpty();
    }

    /** Whether a table may have more rows than those of one part, its own or its parents'. */
    boolean isFull(Step.Delete step) {
        return beyondAPart.contains(step.table()) || areBeyondAPart(step.path());
    }

    private boolean areBeyondAPart(SubjectPath path) {
        return path.keys().stream().map(ForeignKey::to).anyMatch(beyondAPart::contains);
    }

    /**
     * The ways to find a step's rows, one after the other: by parents that are locked. Where others may be there, rows
     * are found by every parent that they refer to, so that each locked one can go. Where parents do not lead to them
     * in parts, the only way is the step itself, {@link Way#ALL}.
     */
    List<Way> ways(Step.Delete step) {
        List<ForeignKey> keys = sql().keys().toParents(step);
        if (keys.isEmpty()) {
            return List.of(Way.ALL);
        }
        boolean byPathOnly = request.mode().isSettled() && !areBeyondAPart(step.path());
        return keys.subList(0, byPathOnly ? 1 : keys.size()).stream()
                .filter(key -> !queue(key.to()).isEmpty())
                .map(key -> new Way(key, queue(key.to()).peek().number(key.referenced())))
                .toList();
    }

    /**
     * Whether rows of a table are found by parents that may not be locked: there are more than a part, or somebody who
     * was there before the fence may still add some.
     */
    boolean mayBeUnlocked(Step.Delete children) {
        return !children.path().keys().isEmpty() && (!request.mode().isSettled() || areBeyondAPart(children.path()));
    }

    /** Whether there are no rows beside those of the one part, and none come in any more. */
    private boolean areAllLocked(Step.Delete step) {
        return request.mode().isSettled() && !isFull(step) && step.retainedFor().isEmpty();
    }

    /** As many of them as make a part together with the rows that are found by them, where that is known. */
    private int rows(Step.Delete step) {
        if (!step.divisible()) {
            return Integer.MAX_VALUE;
        }
        List<Long> below = request.plan().deletes().stream()
                .filter(other -> leadsOver(other.path(), step))
                .map(Step.Delete::tableRows)
                .toList();
        if (request.isSurelySmall(step) || step.tableRows() == Table.UNKNOWN || below.contains(Table.UNKNOWN)) {
            return request.partRows();
        }
        long all = step.tableRows() + below.stream().mapToLong(Long::longValue).sum();
        return (int) Math.max(1, request.partRows() * step.tableRows() / all);
    }

    /** Takes a part that was locked before the children's rows were deleted. */
    Part poll(Step.Delete step) {
        return queue(step.table()).poll();
    }

    /** Gives a part back, for when its children are gone. */
    void put(Step.Delete step, Part part) {
        if (!part.isEmpty()) {
            queue(step.table()).add(part);
        }
    }

    /** Whether rows may refer to a part that was locked after its children's turn. */
    Uni<Boolean> mayHaveChildren(Step.Delete step, Part part) {
        return referring.mayBeOf(step, part);
    }

    /** Locks one more part of a table. */
    Uni<Part> lock(Step.Delete step) {
        return Multi.createFrom()
                .iterable(ways(step))
                .onItem()
                .transformToUniAndConcatenate(way -> lock(step, way))
                .filter(part -> !part.isEmpty())
                .collect()
                .first()
                .map(part -> part == null ? Part.EMPTY : part);
    }

    private Uni<Part> lock(Step.Delete step, Way way) {
        Map<String, Object> parameters = new HashMap<>(way.parameters());
        parameters.put("service", request.serviceName());
        parameters.put("kind", request.subject().noun());
        parameters.put("id", request.subject().id().toString());
        return statements.rows(keeping(step, way), parameters).flatMap(rows -> {
            Map<String, Long> numbers = new HashMap<>();
            rows.forEach(row -> numbers.put((String) row[1], ((Number) row[0]).longValue()));
            unused.addAll(numbers.values());
            Part part = new Part(numbers, rows.isEmpty() ? 0 : ((Number) rows.get(0)[2]).longValue());
            if (part.rows() >= rows(step)) {
                beyondAPart.add(step.table());
            }
            return referring.refuseThoseOfOthers(step, part).replaceWith(part);
        });
    }

    private String keeping(Step.Delete step, Way way) {
        RemovedKeys keys = sql().keys();
        if (way.toParents() != null) {
            return keys.keep(step, way.toParents(), rows(step));
        }
        return mayBeUnlocked(step) ? keys.keepLockingParents(step, rows(step)) : keys.keep(step, rows(step));
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

    private Deque<Part> queue(TableName table) {
        return parts.computeIfAbsent(table, any -> new ArrayDeque<>());
    }

    private SqlStatements sql() {
        return request.sql();
    }
}
