package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.ForeignKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the rows of one tenant, or one user, are found in a table. */
public sealed interface SubjectPath {

    /** Foreign keys this path leads over, nearest first. */
    List<ForeignKey> keys();

    /** Columns of the table itself that this path needs. */
    List<String> columns();

    /**
     * The table has the subject's id in a column of its own.
     *
     * @param type PostgreSQL's name of the column's type, which a statement casts the id to
     */
    record ByColumn(String column, String type) implements SubjectPath {

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
    record ByParent(ForeignKey key, SubjectPath parent) implements SubjectPath {

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

    /** Every single path may be absent from a row, so all are followed. */
    record AnyOf(List<SubjectPath> paths) implements SubjectPath {

        public AnyOf {
            paths = List.copyOf(paths);
        }

        @Override
        public List<ForeignKey> keys() {
            return paths.stream().flatMap(path -> path.keys().stream()).toList();
        }

        @Override
        public List<String> columns() {
            return paths.stream()
                    .flatMap(path -> path.columns().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return paths.stream().map(SubjectPath::toString).collect(Collectors.joining(" or "));
        }
    }
}
