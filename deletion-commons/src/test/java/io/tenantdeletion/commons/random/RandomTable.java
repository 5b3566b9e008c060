package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A table while it is made up, and its rows. */
final class RandomTable {

    /** Whose the rows are. */
    enum TableKind {
        /** By a column of the table's own. */
        OWN,
        /** By their parents. */
        CHILD,
        /** Nobody's. */
        SHARED
    }

    /** What the table is partitioned by. */
    enum Partitioning {
        NONE,
        HASH,
        LIST,
        RANGE
    }

    private static final String PAYLOAD = "payload";

    private final TableName name;
    private final TableKind ownership;
    private final Partitioning partitioning;
    private final List<RandomColumn> columns = new ArrayList<>();
    private final List<List<String>> uniques = new ArrayList<>();
    private final List<RandomKey> keys = new ArrayList<>();
    private final List<RandomRow> rows = new ArrayList<>();
    private final Set<String> indexes = new LinkedHashSet<>();
    private String tenantColumn;
    private String id;
    private String number;
    private String code;
    private String through = "";

    RandomTable(TableName name, TableKind ownership, Partitioning partitioning) {
        this.name = name;
        this.ownership = ownership;
        this.partitioning = partitioning;
        columns.add(new RandomColumn(PAYLOAD, ValueType.TEXT, false, ""));
    }

    TableName name() {
        return name;
    }

    Partitioning partitioning() {
        return partitioning;
    }

    boolean isShared() {
        return ownership == TableKind.SHARED;
    }

    boolean isOwn() {
        return ownership == TableKind.OWN;
    }

    boolean isChild() {
        return ownership == TableKind.CHILD;
    }

    List<RandomColumn> columns() {
        return columns;
    }

    /** The primary key and others, by any of which a foreign key may refer. */
    List<List<String>> uniques() {
        return uniques;
    }

    List<RandomKey> keys() {
        return keys;
    }

    List<RandomRow> rows() {
        return rows;
    }

    RandomColumn column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    boolean has(String wanted) {
        return columns.stream().anyMatch(column -> column.name().equals(wanted));
    }

    String tenantColumn() {
        return tenantColumn;
    }

    void tenantColumn(RandomColumn column) {
        columns.add(column);
        tenantColumn = column.name();
    }

    boolean isTenantNullable() {
        return isOwn() && column(tenantColumn).nullable();
    }

    String id() {
        return id;
    }

    void id(RandomColumn column) {
        columns.add(column);
        id = column.name();
    }

    /** The column that a table is partitioned by range of; null elsewhere. */
    String number() {
        return number;
    }

    void number(RandomColumn column) {
        columns.add(column);
        number = column.name();
    }

    /** A column that is a key by itself where it is not NULL, as in most rows; null where there is none. */
    String code() {
        return code;
    }

    void code(RandomColumn column) {
        columns.add(column);
        uniques.add(List.of(column.name()));
        code = column.name();
    }

    /** What the table's mark says about the key to follow; empty where it says nothing. */
    String through() {
        return through;
    }

    void through(RandomKey key) {
        through = String.join(",", key.columns().keySet());
    }

    /** An index on these columns, in this order; and what follows them. */
    void index(String method, List<String> on, String tail) {
        indexes.add("create index on " + Sql.name(name) + " using " + method + " (" + Sql.names(on) + ")" + tail);
    }

    Set<String> indexes() {
        return indexes;
    }

    /** Begins with whose it is, so that no key has to be followed to know. */
    static String payload() {
        return PAYLOAD;
    }
}
