package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.purge.TestPurges;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One thing in the database, or in the statements, that makes a purge do something else than it means. */
enum Mutation {

    /** One of the subject's rows stays. */
    CANCELLED("before", "if old.payload = %1$s then return null; end if; return old", Set.of("guard", "blocked")),

    /** A row of others goes with one of the subject's. */
    WIDENED(
            "after",
            "if old.payload = %1$s then delete from %2$s where payload = %3$s; end if; return null",
            Set.of("guard", "blocked")),

    /** A row of others goes instead of one of the subject's. */
    SWAPPED(
            "before",
            "if old.payload = %1$s then delete from %2$s where payload = %3$s; return null; end if; return old",
            Set.of("guard", "blocked")),

    /** A row of others changes. */
    CHANGED(
            "after",
            "if old.payload = %1$s then update %2$s set payload = 'x' where payload = %3$s; end if; return null",
            Set.of("guard")),

    /** A policy hides one of the subject's rows. */
    HIDDEN("", "", Set.of("permission")),

    /** A statement's condition is true for a row of others, too. */
    TAKEN("", "", Set.of("guard", "blocked"));

    private static final String TRIGGER = """
            create function public.mutation() returns trigger language plpgsql security definer as $$
            begin %4$s; end $$;
            create trigger mutation %5$s delete on %6$s for each row execute function public.mutation();
            alter table %6$s enable always trigger mutation""";

    private final String moment;
    private final String body;
    private final Set<String> refusals;

    Mutation(String moment, String body, Set<String> refusals) {
        this.moment = moment;
        this.body = body;
        this.refusals = refusals;
    }

    /** What it may end with, in the words of {@link TestPurges#refusal}. */
    Set<String> refusals() {
        return refusals;
    }

    /** Makes it so. */
    String ddl(Victim row, Victim neighbour) {
        String table = Sql.name(row.table());
        return switch (this) {
            case HIDDEN ->
                "alter table " + table + " enable row level security; create policy mutation on " + table
                        + " using (payload <> " + Sql.literal(row.payload()) + ")";
            case TAKEN -> "select 1";
            default ->
                TRIGGER.formatted(
                        "",
                        "",
                        "",
                        body.formatted(
                                Sql.literal(row.payload()),
                                Sql.name(neighbour.table()),
                                Sql.literal(neighbour.payload())),
                        moment,
                        table);
        };
    }

    /** Unmakes it. */
    String undo(Victim row) {
        String table = Sql.name(row.table());
        return switch (this) {
            case HIDDEN ->
                "drop policy mutation on " + table + "; alter table " + table + " disable row level security";
            case TAKEN -> "select 1";
            default -> "drop function public.mutation() cascade";
        };
    }

    /** What it makes of a statement. */
    UnaryOperator<String> rewriting(Victim neighbour) {
        String start = "delete from " + Sql.name(neighbour.table()) + " e where ";
        return sql -> {
            int from = sql.indexOf(start);
            if (this != TAKEN || from < 0) {
                return sql;
            }
            int condition = from + start.length();
            int to = sql.indexOf(" returning ", condition);
            return sql.substring(0, condition) + "(" + sql.substring(condition, to) + " or e.payload = "
                    + Sql.literal(neighbour.payload()) + ")" + sql.substring(to);
        };
    }

    /** A row that it is about. */
    record Victim(TableName table, String payload) {}
}
