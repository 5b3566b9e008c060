package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.plan.Referrers;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.Way;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows a step touches, in HQL. A parent is reached by {@code parent.id in (select ...)}, which PostgreSQL runs as
 * a semi-join from the subject's rows; an implicit path such as {@code parent.tenantId} would become one subplan per
 * row of everybody's data. What is held by others is left out by {@code not exists}, an anti-join from the subject's
 * rows.
 */
final class RowConditions {

    private static final String PARAMETER = ":" + BulkStatements.SUBJECT;

    private final MappedEntities entities;

    RowConditions(MappedEntities entities) {
        this.entities = entities;
    }

    /** The rows of a step's table that it touches. */
    String of(Step step, String alias) {
        String found = found(step.way(), entities.of(step.table()), alias, 0);
        if (step instanceof Step.Delete delete) {
            return found + spared(delete, alias);
        }
        if (step instanceof Step.Detach detach) {
            return found
                    + detach.parents()
                            .map(parents -> parentGoes(detach.key(), parents, alias))
                            .orElse("");
        }
        return found;
    }

    private String spared(Step.Delete step, String alias) {
        return step.sparedFor().stream()
                .map(referrers -> " and not exists (" + held(referrers, alias) + ")")
                .collect(Collectors.joining());
    }

    private String parentGoes(ForeignKey key, Step.Delete parents, String alias) {
        MappedEntity parent = entities.parent(key);
        String parentAlias = alias + "Parent";
        return " and " + alias + "." + entities.path(key) + " in (select " + parentAlias + "." + parent.id() + " from "
                + parent.name() + " " + parentAlias + " where " + of(parents, parentAlias) + ")";
    }

    /** Selects the rows at the end of a chain that begins at a row of {@code alias}. */
    private String held(Referrers referrers, String alias) {
        List<ForeignKey> keys = referrers.keys();
        StringBuilder from = new StringBuilder();
        StringBuilder links = new StringBuilder();
        String last = alias;
        for (int i = 0; i < keys.size(); i++) {
            String next = alias + "Held" + i;
            from.append(i == 0 ? "" : ", ")
                    .append(entities.of(keys.get(i).from()).name())
                    .append(' ')
                    .append(next);
            links.append(link(keys.get(i), next, last)).append(" and ");
            last = next;
        }
        return "select 1 from " + from + " where " + links + notFound(referrers, last);
    }

    private String link(ForeignKey key, String child, String parent) {
        return child + "." + entities.path(key) + " = " + parent + "."
                + entities.parent(key).id();
    }

    /** The rows that a way does not find. */
    private String notFound(Referrers referrers, String alias) {
        MappedEntity entity =
                entities.of(referrers.keys().get(referrers.keys().size() - 1).from());
        if (referrers.way() instanceof Way.ByColumn own) {
            String path = alias + "." + entity.path(own.column());
            return "(" + path + " is null or " + path + " <> " + PARAMETER + ")";
        }
        if (referrers.way() instanceof Way.ByParent up) {
            MappedEntity parent = entities.parent(up.key());
            String parentAlias = alias + "Parent";
            return "not exists (select 1 from " + parent.name() + " " + parentAlias + " where " + parentAlias + "."
                    + parent.id() + " = " + alias + "." + entities.path(up.key()) + " and "
                    + found(up.parent(), parent, parentAlias, 0) + ")";
        }
        throw new IllegalStateException("Several ways at once, " + referrers.way() + ", tell no rows of others.");
    }

    private String found(Way way, MappedEntity entity, String alias, int depth) {
        if (way instanceof Way.ByColumn own) {
            return alias + "." + entity.path(own.column()) + " = " + PARAMETER;
        }
        if (way instanceof Way.AnyOf any) {
            return alias + "." + entity.id() + " in (" + union(any, entity, depth + 1) + ")";
        }
        Way.ByParent up = (Way.ByParent) way;
        MappedEntity parent = entities.parent(up.key());
        String parentAlias = "p" + (depth + 1);
        return alias + "." + entities.path(up.key()) + " in (select " + parentAlias + "." + parent.id() + " from "
                + parent.name() + " " + parentAlias + " where " + found(up.parent(), parent, parentAlias, depth + 1)
                + ")";
    }

    /** Each way by its own index; PostgreSQL would answer an {@code or} of subqueries by reading the whole table. */
    private String union(Way.AnyOf any, MappedEntity entity, int depth) {
        String alias = "u" + depth;
        return any.ways().stream()
                .map(way -> "select " + alias + "." + entity.id() + " from " + entity.name() + " " + alias + " where "
                        + found(way, entity, alias, depth))
                .collect(Collectors.joining(" union "));
    }
}
