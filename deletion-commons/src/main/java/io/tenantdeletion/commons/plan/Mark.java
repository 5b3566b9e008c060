package io.tenantdeletion.commons.plan;

/** What is known about a table beyond the catalog. */
public sealed interface Mark {

    /**
     * The rows belong to tenants.
     *
     * @param column the tenant column; empty for the usual one, or none
     * @param through the foreign key column that leads to the tenant; empty to let the planner choose
     */
    record Tenant(String column, String through) implements Mark {}

    /**
     * The rows belong to nobody in particular.
     *
     * @param reason why, for a reviewer
     */
    record Shared(String reason) implements Mark {}

    /** The table is known but not marked. */
    record None() implements Mark {}
}
