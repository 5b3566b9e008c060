package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and values as SQL spells them; written anew here, not to share a mistake with what is tested. */
final class Sql {

    private Sql() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String name(TableName table) {
        return name(table.schema()) + "." + name(table.name());
    }

    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    static String literal(String value) {
        return value == null ? "null" : "'" + value.replace("'", "''") + "'";
    }
}
