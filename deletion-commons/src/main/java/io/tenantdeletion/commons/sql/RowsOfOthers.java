package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.literal;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rows of others that refer to rows of the subject by one foreign key.
 *
 * @param key between a table whose rows are found by a path of their own, or never go, and one whose rows go
 * @param child how the subject's rows are found in the referring table; empty where all of its rows stay
 * @param parent how the subject's rows are found in the referenced table
 * @param areFew whether the keys of a table's rows may be gathered in memory
 */
public record RowsOfOthers(
        ForeignKey key, Optional<SubjectPath> child, SubjectPath parent, Predicate<TableName> areFew) {

    private static final String PARAMETER = "cast(:" + SqlStatements.SUBJECT + " as text)";
    private static final String CHILD = "e";
    private static final String PARENT = "p";

    /**
     * Selects how many they are, and the ids of at most five owners as an array in JSON, those of most rows first; NULL
     * where a row is nobody's.
     *
     * <p>The subqueries keep PostgreSQL on the one path whose cost follows the subject's rows, whatever its statistics
     * say: from each of the subject's parents to its children, by their index.
     */
    public String count() {
        String parents = RowConditions.found(key.to(), parent, PARENT, areFew);
        String owner = child.map(path -> owner(path, CHILD)).orElse("cast(null as text)") + " as owner from ";
        String others = key.columns().size() == 1 && areFew.test(key.to())
                ? "select " + owner + "(select * from " + quoted(key.from()) + " " + CHILD + " where "
                        + column(CHILD, key.columns().get(0)) + " = any (array("
                        + RowConditions.referenced(key, parents, PARENT) + ")) offset 0) " + CHILD
                        + child.map(path -> " where " + RowConditions.isOfOthers(key.from(), path, CHILD))
                                .orElse("")
                : "select o.owner from (" + RowConditions.referenced(key, parents, PARENT) + " offset 0) " + PARENT
                        + " cross join lateral (select " + owner + quoted(key.from()) + " " + CHILD + " where "
                        + isOfOthers() + " offset 0) o";
        return "with other as (" + others
                + ") select (select count(*) from other), (select cast(json_agg(w.owner) as text) from"
                + " (select owner from other group by owner order by count(*) desc, owner limit 5) w)";
    }

    /** Lists them, with the subject's value in it, for a person to run. */
    public String listing(String subject) {
        String sql = "select " + CHILD + ".* from " + quoted(key.to()) + " " + PARENT + ", " + quoted(key.from()) + " "
                + CHILD + " where " + RowConditions.found(key.to(), parent, PARENT) + " and " + isOfOthers();
        return sql.replace(PARAMETER, literal(subject));
    }

    private String isOfOthers() {
        return RowConditions.joined(key, CHILD, PARENT)
                + child.map(path -> " and " + RowConditions.isOfOthers(key.from(), path, CHILD))
                        .orElse("");
    }

    /** Whose a row is, as text; of several, not the subject. */
    private static String owner(SubjectPath path, String alias) {
        if (path instanceof SubjectPath.ByColumn own) {
            return "cast(" + column(alias, own.column()) + " as text)";
        }
        if (path instanceof SubjectPath.ByParent up) {
            String above = alias + "o";
            return "(select " + owner(up.parent(), above) + " from "
                    + quoted(up.key().to()) + " " + above + " where " + RowConditions.joined(up.key(), alias, above)
                    + ")";
        }
        return ((SubjectPath.AnyOf) path)
                .paths().stream()
                        .map(each -> "nullif(" + owner(each, alias) + ", " + PARAMETER + ")")
                        .collect(Collectors.joining(", ", "coalesce(", ")"));
    }
}
