package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds, for every table, which rows of others can hold a subject's row: those that refer to it, and those that refer
 * to a row that is held itself. Every chain of foreign keys that leads to the table is one such way of being held.
 */
final class Holding {

    private final Catalog catalog;
    private final Map<TableName, Way> ways;
    private final Set<ForeignKey> loose;

    /**
     * @param ways of every table of the subject's data
     * @param loose foreign keys that the subject's own rows let go of before a row that they refer to is deleted, so
     *     that only rows of others hold anything by them; without them the tables must form no cycle
     */
    Holding(Catalog catalog, Map<TableName, Way> ways, Set<ForeignKey> loose) {
        this.catalog = catalog;
        this.ways = ways;
        this.loose = Set.copyOf(loose);
    }

    List<Referrers> of(TableName table) {
        List<Referrers> found = new ArrayList<>();
        climb(table, List.of(), found);
        return found;
    }

    private void climb(TableName table, List<ForeignKey> below, List<Referrers> found) {
        referringTo(table).forEach(key -> {
            List<ForeignKey> keys =
                    Stream.concat(below.stream(), Stream.of(key)).toList();
            if (!isTheWay(key)) {
                found.add(new Referrers(keys, ways.get(key.from())));
            }
            if (!loose.contains(key) && !namesTheSubject(key)) {
                climb(key.from(), keys, found);
            }
        });
    }

    private Stream<ForeignKey> referringTo(TableName table) {
        return catalog.foreignKeys().stream().filter(key -> key.to().equals(table) && ways.containsKey(key.from()));
    }

    /** Rows found over this very key are the subject's as soon as their parent is: never others'. */
    private boolean isTheWay(ForeignKey key) {
        return ways.get(key.from()) instanceof Way.ByParent way && way.key().equals(key)
                || namesTheSubject(key)
                        && ways.get(key.to()) instanceof Way.ByColumn parent
                        && key.referenced().equals(List.of(parent.column()));
    }

    /** A row that stays loses its subject, and with it a reference that is made of the same column. */
    private boolean namesTheSubject(ForeignKey key) {
        return ways.get(key.from()) instanceof Way.ByColumn own && key.columns().equals(List.of(own.column()));
    }
}
