package io.tenantdeletion.commons.sql;

import io.tenantdeletion.commons.catalog.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL spells them: always quoted, so that case and reserved words do not matter. */
public final class Identifiers {

    private Identifiers() {}

    /** A name. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table's name with its schema. */
    public static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    /** A column of the table that the alias stands for. */
    public static String column(String alias, String name) {
        return alias + "." + quoted(name);
    }

    /** One column, or a row of several. */
    public static String row(String alias, List<String> columns) {
        String list = list(alias, columns);
        return columns.size() == 1 ? list : "(" + list + ")";
    }

    /** Several columns. */
    public static String list(String alias, List<String> columns) {
        return columns.stream().map(column -> column(alias, column)).collect(Collectors.joining(", "));
    }

    /** A text as an SQL literal; not for anything a caller sends. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Several texts as an SQL array; not for anything a caller sends. */
    public static String texts(List<String> texts) {
        return "cast(array[" + texts.stream().map(Identifiers::literal).collect(Collectors.joining(", "))
                + "] as text[])";
    }
}
