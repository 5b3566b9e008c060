package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.Way;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes steps as HQL bulk statements with the one parameter {@code :tenant}. A parent is reached by {@code parent.id
 * in (select ...)}, which PostgreSQL runs as a semi-join from the tenant's rows; an implicit path such as
 * {@code parent.tenantId} would become one subplan per row of everybody's data.
 */
public final class BulkStatements {

    /** Name of the one parameter of every statement. */
    public static final String TENANT = "tenant";

    private static final String ROOT = "e";

    // HQL limits a subquery only where it is ordered. A constant is an order that PostgreSQL drops when it plans; a
    // real one would read and sort all of the tenant's rows again for every part.
    private static final String ANY_ORDER = " order by abs(0)";

    private final Map<TableName, MappedEntity> entities;

    BulkStatements(Map<TableName, MappedEntity> entities) {
        this.entities = entities;
    }

    /**
     * Writes everything a step may need, to find at the start what would fail at the deletion.
     *
     * @throws IllegalStateException where an entity does not map what the step needs
     */
    public void check(Step step) {
        count(step);
        if (step instanceof Step.Detach detach) {
            detach(detach, 1);
        } else {
            Step.Delete delete = (Step.Delete) step;
            delete(delete, 1);
            delete.selfReferences().forEach(key -> detach(new Step.Detach(key, step.way()), 1));
        }
    }

    /** Counts the rows a step would delete. */
    public String count(Step step) {
        return "select count(*) " + from(step, ROOT);
    }

    /** Selects a one for each row a step touches; to be limited by the caller. */
    public String existence(Step step) {
        return "select 1 " + from(step, ROOT);
    }

    /** Deletes every row of a step. */
    public String delete(Step.Delete step) {
        return "delete " + from(step, ROOT);
    }

    /** Deletes at most {@code limit} rows of a step. */
    public String delete(Step.Delete step, int limit) {
        return "delete from " + entity(step).name() + " " + ROOT + " where " + part(step, "", limit);
    }

    /** Sets a foreign key of at most {@code limit} rows of a step to NULL, where it is not yet. */
    public String detach(Step.Detach step, int limit) {
        return update(step.key()) + part(step, notNull(step.key(), "part"), limit);
    }

    private String part(Step step, String condition, int limit) {
        String id = entity(step).id();
        return ROOT + "." + id + " in (select part." + id + " " + from(step, "part") + condition + ANY_ORDER + " limit "
                + limit + ")";
    }

    private String update(ForeignKey key) {
        return "update " + entity(key.from()).name() + " " + ROOT + " set " + ROOT + "." + reference(path(key))
                + " = null where ";
    }

    private String notNull(ForeignKey key, String alias) {
        return " and " + alias + "." + path(key) + " is not null";
    }

    /** The path of a key's only column; a plan follows and detaches no key of several. */
    private String path(ForeignKey key) {
        return entity(key.from()).path(key.columns().get(0));
    }

    private String from(Step step, String alias) {
        MappedEntity entity = entity(step);
        return "from " + entity.name() + " " + alias + " where " + where(step.way(), entity, alias, 0);
    }

    private String where(Way way, MappedEntity entity, String alias, int depth) {
        if (way instanceof Way.ByColumn own) {
            return alias + "." + entity.path(own.column()) + " = :" + TENANT;
        }
        if (way instanceof Way.AnyOf any) {
            return alias + "." + entity.id() + " in (" + union(any, entity, depth + 1) + ")";
        }
        Way.ByParent up = (Way.ByParent) way;
        MappedEntity parent = entity(up.key().to());
        if (!parent.path(up.key().referenced().get(0)).equals(parent.id())) {
            throw new IllegalStateException(up.key()
                    + " refers to a column that is not its parent's identifier; no bulk statement follows it.");
        }
        String parentAlias = "p" + (depth + 1);
        return alias + "." + path(up.key()) + " in (select " + parentAlias + "."
                + parent.id() + " from " + parent.name() + " " + parentAlias + " where "
                + where(up.parent(), parent, parentAlias, depth + 1) + ")";
    }

    /** Each way by its own index; PostgreSQL would answer an {@code or} of subqueries by reading the whole table. */
    private String union(Way.AnyOf any, MappedEntity entity, int depth) {
        String alias = "u" + depth;
        return any.ways().stream()
                .map(way -> "select " + alias + "." + entity.id() + " from " + entity.name() + " " + alias + " where "
                        + where(way, entity, alias, depth))
                .collect(Collectors.joining(" union "));
    }

    /** The reference itself, of a path to its identifier. */
    private static String reference(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private MappedEntity entity(Step step) {
        return entity(step.table());
    }

    private MappedEntity entity(TableName table) {
        MappedEntity entity = entities.get(table);
        if (entity == null) {
            throw new IllegalStateException("No entity is mapped to " + table);
        }
        return entity;
    }
}
