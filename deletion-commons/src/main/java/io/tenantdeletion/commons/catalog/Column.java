package io.tenantdeletion.commons.catalog;

/**
 * A column.
 *
 * @param name as the catalog spells it
 * @param type PostgreSQL's name of the type, such as {@code uuid}
 * @param nullable whether it may hold NULL
 */
public record Column(String name, String type, boolean nullable) {}
