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
 * to a row that is held itself. Every chain of foreign keys that leads to the table is one such chain.
 */
final class ReferenceChains {

    private final Catalog catalog;
    private final Map<TableName, SubjectPath> paths;
    private final Set<ForeignKey> nullified;

    /**
     * @param paths of every table of the subject's data
     * @param nullified foreign keys that the subject's own rows let go of before a row that they refer to is deleted,
     *     so that only rows of others hold anything by them; without them the tables must form no cycle
     */
    ReferenceChains(Catalog catalog, Map<TableName, SubjectPath> paths, Set<ForeignKey> nullified) {
        this.catalog = catalog;
        this.paths = paths;
        this.nullified = Set.copyOf(nullified);
    }

    List<ReferenceChain> of(TableName table) {
        List<ReferenceChain> found = new ArrayList<>();
        climb(table, List.of(), found);
        return found;
    }

    private void climb(TableName table, List<ForeignKey> below, List<ReferenceChain> found) {
        referringTo(table).forEach(key -> {
            List<ForeignKey> keys =
                    Stream.concat(below.stream(), Stream.of(key)).toList();
            if (!isTheWay(key)) {
                found.add(new ReferenceChain(keys, paths.get(key.from())));
            }
            if (!nullified.contains(key) && !namesTheSubject(key)) {
                climb(key.from(), keys, found);
            }
        });
    }

    private Stream<ForeignKey> referringTo(TableName table) {
        return catalog.foreignKeys().stream().filter(key -> key.to().equals(table) && paths.containsKey(key.from()));
    }

    /** Rows found over this very key are the subject's as soon as their parent is: never others'. */
    private boolean isTheWay(ForeignKey key) {
        return paths.get(key.from()) instanceof SubjectPath.ByParent path
                        && path.key().equals(key)
                || namesTheSubject(key)
                        && paths.get(key.to()) instanceof SubjectPath.ByColumn parent
                        && key.referenced().equals(List.of(parent.column()));
    }

    /** A row that stays loses its subject, and with it a reference that is made of the same column. */
    private boolean namesTheSubject(ForeignKey key) {
        return paths.get(key.from()) instanceof SubjectPath.ByColumn own
                && key.columns().equals(List.of(own.column()));
    }
}
