package io.tenantdeletion.commons.fence;

import static io.tenantdeletion.commons.sql.Identifiers.column;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The triggers of one table and its partitions.
 *
 * <p>Inserts are looked at once a statement, which costs a bulk load a few percent, where a trigger for each row would
 * nearly double it. A trigger for statements fires only for statements on its own table, so that every partition has
 * one as well. Where rows come by logical replication, which fires none, or where a statement would see them too early,
 * there is one for each row, which PostgreSQL gives to partitions by itself.
 */
record FenceTriggers(GuardedTable guarded, StoredTable stored) {

    private static final String INSERT = "tenant_deletion_fence_insert";

    /** Last by its name: what other triggers before it have made of the row counts. */
    private static final String UPDATE = "zz_tenant_deletion_fence_update";

    /** What there has to be. */
    List<FenceTrigger> needed() {
        List<FenceTrigger> triggers = new ArrayList<>();
        if (eachRow()) {
            triggers.add(new FenceTrigger(
                    guarded.name(),
                    INSERT,
                    "after insert",
                    "for each row",
                    functions().ofRow()));
        } else {
            stored.members().forEach(member -> triggers.add(ofStatements(member)));
        }
        triggers.add(ofUpdates());
        return triggers;
    }

    private FenceTrigger ofStatements(TableName member) {
        return new FenceTrigger(
                member,
                INSERT,
                "after insert",
                "referencing new table as new_rows for each statement",
                functions().ofStatement());
    }

    /** A row that moves to another partition is deleted there and inserted here: only a trigger before that sees it. */
    private FenceTrigger ofUpdates() {
        boolean before = guarded.table().structure().isPartitioned() && !eachRow();
        String when = guarded.references().stream()
                .map(FenceTriggers::refersElsewhere)
                .collect(Collectors.joining(" or "));
        return new FenceTrigger(
                guarded.name(),
                UPDATE,
                (before ? "before" : "after") + " update" + columns(),
                "for each row when (" + when + ")",
                functions().ofRow());
    }

    /** Somebody's trigger before ours may set what the statement does not mention. */
    private String columns() {
        return stored.hasTriggersBeforeUpdates()
                ? ""
                : " of " + guarded.columns().stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }

    private boolean eachRow() {
        return stored.isSubscribed() || guarded.table().structure().isPartitioned() && guarded.hasGeneratedColumn();
    }

    /** Not where it lets go: that is what a deletion does itself. */
    private static String refersElsewhere(List<String> columns) {
        return "(row(" + Identifiers.list("old", columns) + ") is distinct from row(" + Identifiers.list("new", columns)
                + ")"
                + columns.stream()
                        .map(name -> " and " + column("new", name) + " is not null")
                        .collect(Collectors.joining())
                + ")";
    }

    private FenceFunctions functions() {
        return new FenceFunctions(guarded);
    }
}
