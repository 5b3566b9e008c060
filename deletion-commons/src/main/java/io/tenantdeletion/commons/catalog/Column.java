package io.tenantdeletion.commons.catalog;

import java.util.Set;

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

    /** Of these, two values are equal only if they are the same. */
    private static final Set<String> IDENTIFIERS = Set.of("uuid", "bigint", "integer", "text", "character varying");

    /** Whether its values can be ids of subjects. */
    public boolean holdsIdentifiers() {
        return IDENTIFIERS.contains(type);
    }

    /** What a statement casts a value of this column to. */
    public String castType() {
        return type.replaceFirst("^nondeterministic ", "");
    }
}
