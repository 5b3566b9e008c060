package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import java.util.List;

/**
 * Rows of shared tables that refer to a subject's: they stay, and the plan itself takes the reference off them, so that
 * it is counted and does not depend on a trigger of PostgreSQL's.
 */
final class SharedReferences {

    private final List<ForeignKey> keys;

    SharedReferences(Catalog catalog, OwnershipMap ownerships) {
        this.keys = catalog.foreignKeys().stream()
                .filter(key -> key.onDelete() == Action.SET_NULL)
                .filter(key -> ownerships.of(key.from()) instanceof Ownership.Shared)
                .toList();
    }

    /** What must be done before these rows go. */
    List<Step.NullifySharedReference> before(Step.Delete parents) {
        return keys.stream()
                .filter(key -> key.to().equals(parents.table()))
                .map(key -> new Step.NullifySharedReference(key, parents))
                .toList();
    }
}
