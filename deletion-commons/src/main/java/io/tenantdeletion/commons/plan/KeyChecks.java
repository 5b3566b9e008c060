package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds foreign keys that do not say what a plan relies on, and paths and keys without an index. */
final class KeyChecks {

    private final Catalog catalog;
    private final SubjectKind kind;
    private final Set<TableName> owned;
    private final Map<TableName, SubjectPath> paths;
    private final List<Violation> violations = new ArrayList<>();

    KeyChecks(Catalog catalog, SubjectKind kind, Set<TableName> owned, Map<TableName, SubjectPath> paths) {
        this.catalog = catalog;
        this.kind = kind;
        this.owned = owned;
        this.paths = paths;
    }

    List<Violation> violations() {
        intoOwned()
                .filter(key -> owned.contains(key.from()))
                .filter(key -> key.onDelete() != Action.NO_ACTION && key.onDelete() != Action.RESTRICT)
                .forEach(this::action);
        intoOwned()
                .filter(key -> catalog.table(key.from()).isPresent())
                .filter(key -> !key.state().validated())
                .forEach(this::notValidated);
        intoOwned().filter(key -> key.state().partial()).forEach(this::onPartition);
        paths.forEach(this::pathIndex);
        intoOwned()
                .filter(key -> !key.state().partial())
                .filter(key -> catalog.table(key.from())
                        .filter(table -> !table.hasIndexOn(key.columns()))
                        .isPresent())
                .forEach(this::keyIndex);
        return violations;
    }

    private Stream<ForeignKey> intoOwned() {
        return catalog.foreignKeys().stream().filter(key -> owned.contains(key.to()));
    }

    private void action(ForeignKey key) {
        violations.add(new Violation(
                FindingCode.ON_DELETE_ACTION,
                key.from(),
                key.name() + " of " + key + " is ON DELETE " + key.onDelete().sql()
                        + ": rows of others that refer to the " + kind.noun() + "'s would be changed without a word.",
                "Make it NO ACTION; the plan deletes children first."));
    }

    private void notValidated(ForeignKey key) {
        violations.add(new Violation(
                FindingCode.KEY_NOT_VALIDATED,
                key.from(),
                key.name() + " of " + key + " is NOT VALID: rows may refer to nothing, and nobody could tell whose"
                        + " they are.",
                "Mend the rows, then ALTER TABLE " + key.from() + " VALIDATE CONSTRAINT " + key.name() + "."));
    }

    private void onPartition(ForeignKey key) {
        violations.add(new Violation(
                FindingCode.KEY_ON_PARTITION,
                key.from(),
                key.name() + " of " + key + " is a foreign key of, or to, a single partition: it says nothing about"
                        + " the rows of the others.",
                "Define it on the partitioned table."));
    }

    private void pathIndex(TableName name, SubjectPath path) {
        Table table = catalog.table(name).orElseThrow();
        if (!PathFinder.isIndexed(table, path)) {
            violations.add(new Violation(
                    FindingCode.MISSING_INDEX,
                    name,
                    name + " has no index for its path to the " + kind.noun() + " (" + path + "); finding one "
                            + kind.noun() + "'s rows would read everybody's.",
                    PathFinder.createIndexes(table, path)));
        }
    }

    private void keyIndex(ForeignKey key) {
        violations.add(new Violation(
                FindingCode.MISSING_INDEX,
                key.from(),
                key.from() + " has no index on " + key.columns() + " of foreign key " + key.name()
                        + "; every deleted row of " + key.to().name() + " would read the whole table.",
                PathFinder.createIndex(key.from(), key.columns())));
    }
}
