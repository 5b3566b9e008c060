package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Tells which foreign keys can be set to NULL before their row is deleted, and its path to the subject be kept. */
final class NullableKeys {

    private final Catalog catalog;
    private final Map<TableName, SubjectPath> paths;

    NullableKeys(Catalog catalog, Map<TableName, SubjectPath> paths) {
        this.catalog = catalog;
        this.paths = paths;
    }

    boolean contains(ForeignKey key) {
        List<String> kept =
                paths.containsKey(key.from()) ? paths.get(key.from()).columns() : List.of();
        List<String> columns = columns(key, kept);
        boolean refersToNothing = key.state().matchFull() ? columns.equals(key.columns()) : !columns.isEmpty();
        return refersToNothing && columns.stream().noneMatch(column -> isReferenced(key.from(), column));
    }

    /** The columns of a key that may be set to NULL. */
    static List<String> columns(ForeignKey key, Collection<String> kept) {
        return key.settableColumns().stream()
                .filter(column -> !kept.contains(column))
                .toList();
    }

    private boolean isReferenced(TableName table, String column) {
        return catalog.to(table).stream().anyMatch(key -> key.referenced().contains(column));
    }
}
