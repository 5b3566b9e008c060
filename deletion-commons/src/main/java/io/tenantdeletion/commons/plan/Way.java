package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.ForeignKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the rows of one tenant, or one user, are found in a table. */
public sealed interface Way {

    /** Foreign keys this way leads over, nearest first. */
    List<ForeignKey> keys();

    /** Columns of the table itself that this way needs. */
    List<String> columns();

    /**
     * The table has the subject's id in a column of its own.
     *
     * @param type PostgreSQL's name of the column's type, which a statement casts the id to
     */
    record ByColumn(String column, String type) implements Way {

        @Override
        public List<ForeignKey> keys() {
            return List.of();
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String toString() {
            return column;
        }
    }

    /** The rows refer to a parent's rows that are found by {@code parent}. */
    record ByParent(ForeignKey key, Way parent) implements Way {

        @Override
        public List<ForeignKey> keys() {
            return Stream.concat(Stream.of(key), parent.keys().stream()).toList();
        }

        @Override
        public List<String> columns() {
            return key.columns();
        }

        @Override
        public String toString() {
            return key.columns() + " -> " + key.to().name() + "." + parent;
        }
    }

    /** Every single way may be absent from a row, so all are followed. */
    record AnyOf(List<Way> ways) implements Way {

        public AnyOf {
            ways = List.copyOf(ways);
        }

        @Override
        public List<ForeignKey> keys() {
            return ways.stream().flatMap(way -> way.keys().stream()).toList();
        }

        @Override
        public List<String> columns() {
            return ways.stream()
                    .flatMap(way -> way.columns().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return ways.stream().map(Way::toString).collect(Collectors.joining(" or "));
        }
    }
}
