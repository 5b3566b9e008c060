package io.tenantdeletion.commons.mapping;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Step;
import java.util.Map;

/** Writes steps as HQL bulk statements with the one parameter {@code :subject}. */
public final class BulkStatements {

    /** Name of the one parameter of every statement: the id of the tenant or the user. */
    public static final String SUBJECT = "subject";

    private static final String ROOT = "e";
    private static final String PART = "part";

    // HQL limits a subquery only where it is ordered. A constant is an order that PostgreSQL drops when it plans; a
    // real one would read and sort all of the subject's rows again for every part.
    private static final String ANY_ORDER = " order by abs(0)";

    private final MappedEntities entities;
    private final RowConditions conditions;

    BulkStatements(Map<TableName, MappedEntity> entities) {
        this.entities = new MappedEntities(entities);
        this.conditions = new RowConditions(this.entities);
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
        } else if (step instanceof Step.Release release) {
            release(release, 1);
        } else {
            Step.Delete delete = (Step.Delete) step;
            delete(delete, 1);
            delete.selfReferences().forEach(key -> detach(new Step.Detach(key, step.way()), 1));
        }
    }

    /** Counts the rows a step would touch. */
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
        String path = entities.path(step.key());
        return setToNull(step, path) + part(step, " and " + PART + "." + path + " is not null", limit);
    }

    /** Takes the subject off at most {@code limit} rows of a step. */
    public String release(Step.Release step, int limit) {
        return setToNull(step, entity(step).path(step.way().column())) + part(step, "", limit);
    }

    private String setToNull(Step step, String path) {
        return "update " + entity(step).name() + " " + ROOT + " set " + ROOT + "." + reference(path) + " = null where ";
    }

    private String part(Step step, String condition, int limit) {
        String id = entity(step).id();
        return ROOT + "." + id + " in (select " + PART + "." + id + " " + from(step, PART) + condition + ANY_ORDER
                + " limit " + limit + ")";
    }

    private String from(Step step, String alias) {
        return "from " + entity(step).name() + " " + alias + " where " + conditions.of(step, alias);
    }

    /** The reference itself, of a path to its identifier. */
    private static String reference(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private MappedEntity entity(Step step) {
        return entities.of(step.table());
    }
}
