package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import java.util.List;

/**
 * Rows of shared tables that refer to a subject's: they stay, and the plan itself takes the reference off them, so that
 * it is counted and does not depend on a trigger of PostgreSQL's.
 */
final class SharedReferences {

    private final List<ForeignKey> keys;

    SharedReferences(Catalog catalog, Marks marks) {
        this.keys = catalog.foreignKeys().stream()
                .filter(key -> key.onDelete() == Action.SET_NULL)
                .filter(key -> marks.of(key.from()) instanceof Mark.Shared)
                .toList();
    }

    /** What must be done before these rows go. */
    List<Step.Nullify> before(Step.Delete parents) {
        return keys.stream()
                .filter(key -> key.to().equals(parents.table()))
                .map(key -> new Step.Nullify(key, parents))
                .toList();
    }
}
