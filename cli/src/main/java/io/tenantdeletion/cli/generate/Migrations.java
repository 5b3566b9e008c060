package io.tenantdeletion.cli.generate;

import io.tenantdeletion.cli.generate.Table.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The schema as migrations: as it is, and what a deletion needs beside. */
final class Migrations {

    private static final String ON_DELETE = " ON DELETE (CASCADE|SET DEFAULT|SET NULL( \\([^)]*\\))?)";

    private Migrations() {}

    /** Everything as it was found. */
    static String asItIs(Schema schema) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "-- The schema " + schema.name() + " as it was found. A database that has it already is told so once:");
        lines.add("-- flyway baseline -schemas=" + schema.name() + " -baselineVersion=1");
        schema.others().forEach(other -> lines.add("-- REVIEW: not taken along: " + other));
        schema.types().forEach(type -> lines.add(type + ";"));
        schema.sequences().forEach(sequence -> lines.add(sequence + ";"));
        schema.tables().forEach(table -> lines.add("\n" + create(table)));
        schema.tables().forEach(table -> table.keys().forEach(key -> lines.add(add(table, key, key.definition()))));
        return String.join("\n", lines) + "\n";
    }

    /** What the gate would refuse otherwise. */
    static String forDeletion(List<Mark> marks, Guess guess) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "-- What a deletion needs: no rows that go by themselves, and an index for every way to a tenant or a user.");
        for (Mark mark : marks) {
            Table table = mark.table();
            table.keys().stream()
                    .filter(key -> "cd".contains(key.action()) || key.action().equals("n") && !mark.isShared())
                    .forEach(key -> lines.add(withoutAction(table, key)));
            if (guess.mustAllowNull(table)) {
                lines.add(
                        "-- REVIEW: rows of others may refer to a user's rows here, which stay then and lose their user.");
                lines.add("alter table " + Names.sql(table.name()) + " alter column user_id drop not null;");
            }
            wanted(mark).stream()
                    .filter(columns -> !table.hasIndexOn(columns))
                    .forEach(columns -> lines.add("create index " + Names.index(table.name(), columns) + " on "
                            + Names.sql(table.name()) + " (" + Names.sql(columns) + ");"));
        }
        return lines.size() == 1 ? "" : String.join("\n", lines) + "\n";
    }

    private static Set<List<String>> wanted(Mark mark) {
        Set<List<String>> wanted = new LinkedHashSet<>();
        if (!mark.isShared()) {
            List.of(
                            "tenant_id",
                            mark.settings().getOrDefault("column", "tenant_id"),
                            "user_id",
                            mark.settings().getOrDefault("user-column", "user_id"))
                    .stream()
                    .filter(column -> mark.table().column(column).isPresent())
                    .forEach(column -> wanted.add(List.of(column)));
        }
        mark.table().keys().forEach(key -> wanted.add(key.columns()));
        return wanted;
    }

    private static String withoutAction(Table table, ForeignKey key) {
        return "-- REVIEW: rows went with their parent, or lost it, by themselves: does the application rely on that?\n"
                + "alter table " + Names.sql(table.name()) + " drop constraint " + Names.sql(key.name()) + ";\n"
                + add(table, key, key.definition().replaceFirst(ON_DELETE, ""));
    }

    private static String create(Table table) {
        List<String> parts = new ArrayList<>();
        table.columns()
                .forEach(column -> parts.add("    " + Names.sql(column.name()) + " " + column.definition()
                        + (column.notNull() ? " not null" : "")));
        table.constraints()
                .forEach(constraint ->
                        parts.add("    constraint " + Names.sql(constraint.name()) + " " + constraint.definition()));
        StringBuilder sql = new StringBuilder(
                "create table " + Names.sql(table.name()) + " (\n" + String.join(",\n", parts) + "\n);");
        table.indexes().forEach(index -> sql.append('\n').append(index).append(';'));
        return sql.toString();
    }

    private static String add(Table table, ForeignKey key, String definition) {
        return "alter table " + Names.sql(table.name()) + " add constraint " + Names.sql(key.name()) + " " + definition
                + ";";
    }
}
