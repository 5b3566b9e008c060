package io.tenantdeletion.commons.random;

/**
 * A column.
 *
 * @param generation what PostgreSQL makes of it, after the type; empty where rows bring a value
 */
record RandomColumn(String name, ValueType type, boolean nullable, String generation) {

    boolean isComputed() {
        return generation.contains("stored");
    }

    String ddl() {
        return Sql.name(name) + " " + type.sql() + (nullable ? "" : " not null") + " " + generation;
    }
}
