package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Structure;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.catalog.Trigger;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.Violation;
import java.util.List;
import java.util.stream.Stream;

/** Finds tables, and leaves of partitioned ones, into which rows of a fenced subject could still come. */
final class FenceChecks {

    private final Plan plan;

    FenceChecks(Plan plan) {
        this.plan = plan;
    }

    List<Violation> violations() {
        return plan.steps().stream()
                .filter(step -> step instanceof Step.Delete || step instanceof Step.Anonymize)
                .map(Step::table)
                .distinct()
                .flatMap(table -> plan.catalog().table(table).stream())
                .flatMap(table -> unguarded(table).map(storage -> violation(table, storage)))
                .toList();
    }

    private static Violation violation(Table table, TableName storage) {
        return new Violation(
                FindingCode.FENCE_MISSING,
                table.name(),
                storage + " has no trigger of the fence for each way in, so that rows could come in while their subject"
                        + " is deleted.",
                "Start a process of this service that migrates: its migrations install the fence, and its log says"
                        + " where they cannot.");
    }

    private static Stream<TableName> unguarded(Table table) {
        return storages(table)
                .filter(storage -> !isGuarded(table, storage, Trigger.Event.INSERT)
                        || !isGuarded(table, storage, Trigger.Event.UPDATE));
    }

    /** Whatever statements can name: a trigger for statements of the whole table misses those on its partitions. */
    private static Stream<TableName> storages(Table table) {
        return Stream.concat(
                Stream.of(table.name()), table.structure().partitions().stream().map(Structure.Partition::name));
    }

    /** By a trigger of its own, or by one for each row of the whole table, of which PostgreSQL gives it a copy. */
    private static boolean isGuarded(Table table, TableName storage, Trigger.Event event) {
        return table.access().triggers().stream()
                .filter(Trigger::isOurs)
                .filter(trigger -> trigger.mode() == Trigger.Mode.ALWAYS)
                .filter(trigger -> trigger.firing().events().contains(event))
                .anyMatch(trigger -> trigger.table().equals(storage)
                        || trigger.table().equals(table.name())
                                && trigger.firing().forEachRow());
    }
}
