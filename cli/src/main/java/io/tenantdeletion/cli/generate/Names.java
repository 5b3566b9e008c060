package io.tenantdeletion.cli.generate;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names as PostgreSQL and Java want them. */
final class Names {

    /** PostgreSQL cuts longer ones, and two could become one. */
    private static final int LONGEST = 63;

    private Names() {}

    /** In double quotes, always. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** In double quotes where it needs them. */
    static String sql(String name) {
        return name.matches("[a-z_][a-z0-9_]*")
                        && !name.equals("user")
                        && !name.equals("order")
                        && !name.equals("group")
                ? name
                : quoted(name);
    }

    static String sql(Collection<String> names) {
        return names.stream().map(Names::sql).collect(Collectors.joining(", "));
    }

    static String index(String table, Collection<String> columns) {
        String name = table + "_" + String.join("_", columns) + "_idx";
        return sql(name.length() <= LONGEST ? name : "idx_" + Integer.toHexString(name.hashCode()));
    }

    /** {@code loyalty} as {@code Loyalty}. */
    static String type(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
