package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.Map;

/** The entities that statements are written on. */
record MappedEntities(Map<TableName, MappedEntity> byTable) {

    MappedEntity of(TableName table) {
        MappedEntity entity = byTable.get(table);
        if (entity == null) {
            throw new IllegalStateException("No entity is mapped to " + table);
        }
        return entity;
    }

    /** The path of a key's only column; a plan follows and detaches no key of several. */
    String path(ForeignKey key) {
        return of(key.from()).path(key.columns().get(0));
    }

    /**
     * The parent of a key that statements can follow.
     *
     * @throws IllegalStateException where the key has several columns or does not lead to the parent's identifier
     */
    MappedEntity parent(ForeignKey key) {
        MappedEntity parent = of(key.to());
        boolean toIdentifier = key.columns().size() == 1
                && parent.path(key.referenced().get(0)).equals(parent.id());
        if (!toIdentifier) {
            throw new IllegalStateException(
                    key + " refers to a column that is not its parent's identifier; no bulk statement follows it.");
        }
        return parent;
    }
}
