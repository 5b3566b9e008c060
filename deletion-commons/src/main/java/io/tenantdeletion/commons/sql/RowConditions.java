package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.list;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;
import static io.tenantdeletion.commons.sql.Identifiers.row;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.ReferenceChain;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which rows a step touches. A parent is reached by {@code key in (select …)}, which PostgreSQL runs as a semi-join
 * from the subject's rows; what is held by others is left out by {@code not exists}, an anti-join from the subject's
 * rows.
 */
final class RowConditions {

    private RowConditions() {}

    /** The rows of a step's table that it touches. */
    static String of(Step step, String alias) {
        if (step instanceof Step.NullifySharedReference nullify) {
            return parentGoes(nullify.key(), nullify.parents(), alias);
        }
        String found = found(step.table(), step.path(), alias);
        if (step instanceof Step.Delete delete) {
            return found + unlessHeld(delete, alias);
        }
        if (step instanceof Step.NullifyReference nullify) {
            return found
                    + isSet(nullify.key(), alias)
                    + nullify.parents()
                            .map(parents -> " and " + parentGoes(nullify.key(), parents, alias))
                            .orElse("");
        }
        return found;
    }

    /** The rows that a path finds. */
    static String found(TableName table, SubjectPath path, String alias) {
        return found(table, path, alias, any -> false);
    }

    /**
     * The same, for a statement that asks for nothing else that an index answers.
     *
     * @param areFew whether the keys of a table's rows may be gathered in memory: PostgreSQL walks over the children's
     *     index once with all of them in order, instead of from its root for each
     */
    static String found(TableName table, SubjectPath path, String alias, Predicate<TableName> areFew) {
        if (path instanceof SubjectPath.ByColumn own) {
            return column(alias, own.column()) + " = " + subject(own);
        }
        if (path instanceof SubjectPath.ByParent up) {
            ForeignKey key = up.key();
            String parents = found(key.to(), up.parent(), alias + "p", areFew);
            return key.columns().size() == 1 && areFew.test(key.to())
                    ? column(alias, key.columns().get(0)) + " = any (array(" + referenced(key, parents, alias + "p")
                            + "))"
                    : isReferenceTo(key, parents, alias);
        }
        // Each path by its own index: PostgreSQL answers an "or" of subqueries by reading the whole table.
        List<SubjectPath> paths = ((SubjectPath.AnyOf) path).paths();
        String inner = alias + "u";
        return rowId(alias) + " in ("
                + paths.stream()
                        .map(each -> "select " + list(inner, ROW_ID) + " from " + quoted(table) + " " + inner
                                + " where " + found(table, each, inner, areFew))
                        .collect(Collectors.joining(" union "))
                + ")";
    }

    /** The rows that a path finds, asked of each row: PostgreSQL does not look for them by this. */
    static String isOf(SubjectPath.ByParent path, String alias) {
        String parent = alias + "p";
        return "(select count(*) from " + quoted(path.key().to()) + " " + parent + " where "
                + joined(path.key(), alias, parent) + " and "
                + found(path.key().to(), path.parent(), parent) + ") > 0";
    }

    /** The rows that a path does not find, be it that they lead nowhere. */
    static String notFound(TableName table, SubjectPath path, String alias) {
        if (path instanceof SubjectPath.ByColumn own) {
            return column(alias, own.column()) + " is distinct from " + subject(own);
        }
        if (path instanceof SubjectPath.ByParent up) {
            String parent = alias + "p";
            return "not exists (select from " + quoted(up.key().to()) + " " + parent + " where "
                    + joined(up.key(), alias, parent) + " and "
                    + found(up.key().to(), up.parent(), parent) + ")";
        }
        return ((SubjectPath.AnyOf) path)
                .paths().stream()
                        .map(each -> notFound(table, each, alias))
                        .collect(Collectors.joining(" and ", "(", ")"));
    }

    /**
     * The rows that are not the subject's alone: those that a path does not find, and where several lead to parents,
     * those that one of them leads to somebody else's.
     */
    static String isOfOthers(TableName table, SubjectPath path, String alias) {
        String notFound = notFound(table, path, alias);
        return path instanceof SubjectPath.AnyOf
                ? "(" + notFound + " or " + leadsToAnother(path, alias) + ")"
                : notFound;
    }

    private static String leadsToAnother(SubjectPath path, String alias) {
        if (path instanceof SubjectPath.ByColumn own) {
            return column(alias, own.column()) + " <> " + subject(own);
        }
        if (path instanceof SubjectPath.ByParent up) {
            String parent = alias + "p";
            return "exists (select from " + quoted(up.key().to()) + " " + parent + " where "
                    + joined(up.key(), alias, parent) + " and " + leadsToAnother(up.parent(), parent) + ")";
        }
        return ((SubjectPath.AnyOf) path)
                .paths().stream()
                        .map(each -> leadsToAnother(each, alias))
                        .collect(Collectors.joining(" or ", "(", ")"));
    }

    /**
     * Counts owners of these rows of a step who are not the subject, each once; where a row names its own, the rows,
     * which takes no more than a glance at each.
     */
    static String foreignOwners(Step.Delete step, String rows) {
        return step.path() instanceof SubjectPath.ByColumn
                ? "count(*) filter (where " + notFound(step.table(), step.path(), rows) + ")"
                : "(select count(*) from (select distinct "
                        + list(rows, step.path().columns()) + " from " + rows + ") r where "
                        + isOfOthers(step.table(), step.path(), "r") + ")";
    }

    /** Rows whose key refers to a parent's row of that condition; {@code alias + "p"} is the parent in it. */
    static String isReferenceTo(ForeignKey key, String parentCondition, String alias) {
        String parent = alias + "p";
        return row(alias, key.columns()) + " in (" + referenced(key, parentCondition, parent) + ")";
    }

    /** Selects what such a key refers to in a parent's rows of that condition. */
    static String referenced(ForeignKey key, String condition, String parent) {
        return "select " + list(parent, key.referenced()) + " from " + quoted(key.to()) + " " + parent + " where "
                + condition;
    }

    static String subject(SubjectPath.ByColumn own) {
        // The text in between keeps the parameter a text whatever the column is.
        return "cast(cast(:" + SqlStatements.SUBJECT + " as text) as " + own.type() + ")";
    }

    private static String isSet(ForeignKey key, String alias) {
        return key.columns().stream()
                .map(name -> " and " + column(alias, name) + " is not null")
                .collect(Collectors.joining());
    }

    private static String parentGoes(ForeignKey key, Step.Delete parents, String alias) {
        return isReferenceTo(key, of(parents, alias + "p"), alias);
    }

    static String unlessHeld(Step.Delete step, String alias) {
        return step.retainedFor().stream()
                .map(chain -> " and not exists (" + held(chain, alias) + ")")
                .collect(Collectors.joining());
    }

    /** Selects the rows at the end of a chain that begins at a row of {@code alias}. */
    private static String held(ReferenceChain chain, String alias) {
        List<ForeignKey> keys = chain.keys();
        StringBuilder from = new StringBuilder();
        StringBuilder links = new StringBuilder();
        String last = alias;
        for (int i = 0; i < keys.size(); i++) {
            String next = alias + "h" + i;
            from.append(i == 0 ? "" : ", ")
                    .append(quoted(keys.get(i).from()))
                    .append(' ')
                    .append(next);
            links.append(joined(keys.get(i), next, last)).append(" and ");
            last = next;
        }
        TableName end = keys.get(keys.size() - 1).from();
        return "select from " + from + " where " + links + notFound(end, chain.path(), last);
    }

    static String joined(ForeignKey key, String child, String parent) {
        StringBuilder condition = new StringBuilder();
        for (int i = 0; i < key.columns().size(); i++) {
            condition
                    .append(i == 0 ? "" : " and ")
                    .append(column(child, key.columns().get(i)))
                    .append(" = ")
                    .append(column(parent, key.referenced().get(i)));
        }
        return condition.toString();
    }

    /**
     * The rows of a step that are in {@code part}. The condition once more: whoever moved a row to somebody else
     * meanwhile keeps it.
     */
    static String isInPart(Step step, String alias) {
        return isInPart(alias) + " and " + of(step, alias);
    }

    static String isInPart(String alias) {
        return rowId(alias) + " in (select tableoid, ctid from part)";
    }

    /** What names one version of a row, in a partitioned table too. */
    static String rowId(String alias) {
        return "(" + alias + ".tableoid, " + alias + ".ctid)";
    }

    private static final List<String> ROW_ID = List.of("tableoid", "ctid");
}
