package io.tenantdeletion.commons.gate;

import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.Trigger;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds triggers that fire for what a deletion does: they may undo it, or change rows of others. */
final class TriggerChecks {

    private final TouchedTables touched;
    private final Set<String> allowed;
    private final List<Violation> violations = new ArrayList<>();

    TriggerChecks(TouchedTables touched, Set<String> allowed) {
        this.touched = touched;
        this.allowed = allowed;
    }

    List<Violation> violations() {
        touched.deleted()
                .forEach(table -> userTriggers(table).stream()
                        .filter(Trigger::firesOnDelete)
                        .forEach(trigger -> add(trigger, "when rows are deleted")));
        touched.all().forEach(table -> {
            List<String> columns = touched.columnsSet(table.name());
            userTriggers(table).stream()
                    .filter(trigger -> !columns.isEmpty() && trigger.firesOnUpdateOf(columns))
                    .forEach(trigger -> add(trigger, "when a deletion sets " + columns + " to NULL"));
        });
        return violations;
    }

    private List<Trigger> userTriggers(Table table) {
        return table.access().triggers().stream()
                .filter(trigger -> !trigger.isOurs())
                .filter(trigger -> !allowed.contains(trigger.toString()))
                // A statement on the whole table fires no trigger of a partition that is for statements.
                .filter(trigger ->
                        trigger.table().equals(table.name()) || trigger.firing().forEachRow())
                .toList();
    }

    private void add(Trigger trigger, String when) {
        violations.add(new Violation(
                FindingCode.TRIGGER,
                trigger.table(),
                "The trigger " + trigger.name() + " of " + trigger.table() + " calls " + trigger.function() + "() "
                        + when + ", which could keep rows or change those of others.",
                "Drop it, or say why it does neither: deletion.allowed-triggers.\"" + trigger + "\".reason=…"));
    }
}
