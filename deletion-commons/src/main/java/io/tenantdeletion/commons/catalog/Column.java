package io.tenantdeletion.commons.catalog;

/**
 * A column.
 *
 * @param name as the catalog spells it
 * @param type PostgreSQL's name of the type, such as {@code uuid} or {@code character varying}; of a domain, what it is
 *     based on; after {@code nondeterministic} where its collation takes different texts for equal
 * @param nullable whether it may hold NULL
 * @param generated whether PostgreSQL computes it, so that no statement may set it
 * @param identity whether PostgreSQL numbers it
 */
public record Column(String name, String type, boolean nullable, boolean generated, boolean identity) {

    /** What a statement casts a value of this column to. */
    public String castType() {
        return type.replaceFirst("^nondeterministic ", "");
    }
}
