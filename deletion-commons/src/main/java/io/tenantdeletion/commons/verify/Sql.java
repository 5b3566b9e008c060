package io.tenantdeletion.commons.verify;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL spells them. Of this package's own: it shares no line with what writes a purge's statements. */
final class Sql {

    private Sql() {}

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    static String column(String alias, String name) {
        return alias + "." + quoted(name);
    }

    static String list(String alias, List<String> names) {
        return names.stream().map(name -> column(alias, name)).collect(Collectors.joining(", "));
    }

    static String row(String alias, List<String> names) {
        return names.size() == 1 ? list(alias, names) : "(" + list(alias, names) + ")";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
