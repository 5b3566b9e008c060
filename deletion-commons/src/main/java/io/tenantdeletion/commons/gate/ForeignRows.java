package io.tenantdeletion.commons.gate;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.sql.RowsOfOthers;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Looks for rows of others that refer to the rows of one tenant: as long as there is one, its deletion cannot end. */
public final class ForeignRows {

    private ForeignRows() {}

    /** The keys by which rows of others may refer to a subject's, as far as they can be read by index. */
    public static List<RowsOfOthers> keys(GateReport report) {
        Plan plan = report.plan();
        List<RowsOfOthers> keys = new ArrayList<>();
        for (Step.Delete parents : plan.deletes()) {
            plan.catalog().to(parents.table()).stream()
                    .filter(key -> isReadable(plan.catalog(), key))
                    .forEach(key -> child(plan, report.ownerships(), key)
                            .ifPresent(path ->
                                    keys.add(new RowsOfOthers(key, path, parents.path(), plan.catalog()::hasFewRows))));
        }
        return keys;
    }

    /** Looks by one of those keys; empty where there is no such row. */
    public static Uni<Optional<Violation>> find(Mutiny.Session session, RowsOfOthers rows, String subject) {
        return session.createNativeQuery(rows.count(), Object[].class)
                .setParameter(SqlStatements.SUBJECT, subject)
                .getSingleResult()
                .map(row -> violation(rows, subject, ((Number) row[0]).longValue(), (String) row[1]));
    }

    /** What is said where there was no time to look by one of them. */
    public static Violation notCounted(RowsOfOthers rows, String subject) {
        ForeignKey key = rows.key();
        return new Violation(
                FindingCode.NOT_COUNTED,
                key.from(),
                "There was no time to look for rows of others in " + key.from() + " that refer by " + key.name()
                        + " to rows of " + key.to() + " that would go; if there are any, the deletion ends there.",
                "This lists them: " + rows.listing(subject) + ";");
    }

    /** The path of the referring rows, or an empty one where they all stay; none where no row of others can refer. */
    private static Optional<Optional<SubjectPath>> child(Plan plan, OwnershipMap ownerships, ForeignKey key) {
        Optional<SubjectPath> path = plan.delete(key.from()).map(Step.Delete::path);
        if (path.isEmpty()) {
            boolean stays = ownerships.byTable().get(key.from()) instanceof Ownership.Shared
                    && key.onDelete() != ForeignKey.Action.SET_NULL;
            return stays ? Optional.of(path) : Optional.empty();
        }
        // What one of several parents says to be the subject's, another may say to be somebody else's.
        boolean isOneOfSeveral = path.get() instanceof SubjectPath.AnyOf;
        return plan.staysWithinSubject(key) && !isOneOfSeveral ? Optional.empty() : Optional.of(path);
    }

    private static boolean isReadable(Catalog catalog, ForeignKey key) {
        return isReadable(catalog, key.to())
                && isReadable(catalog, key.from())
                && catalog.table(key.from()).orElseThrow().hasIndexOn(key.columns());
    }

    private static boolean isReadable(Catalog catalog, TableName name) {
        return catalog.table(name).filter(table -> table.access().isReadable()).isPresent();
    }

    private static Optional<Violation> violation(RowsOfOthers rows, String subject, long count, String owners) {
        ForeignKey key = rows.key();
        return count == 0
                ? Optional.empty()
                : Optional.of(new Violation(
                        FindingCode.ROWS_OF_OTHERS,
                        key.from(),
                        count + (count == 1 ? " row of " : " rows of ") + key.from() + owners(rows, owners)
                                + " refer by " + key.name() + " to rows of " + key.to() + " that would go.",
                        "Correct or delete them; this lists them: " + rows.listing(subject) + ";"));
    }

    private static String owners(RowsOfOthers rows, String json) {
        return rows.child().isEmpty()
                ? ", which stay,"
                : new JsonArray(json)
                        .stream()
                                .map(owner -> owner == null ? "nobody" : owner.toString())
                                .collect(Collectors.joining(", ", ", of ", ","));
    }
}
