package io.tenantdeletion.commons.catalog;

import java.util.List;

/**
 * What PostgreSQL does with a statement of the connected role on a table, besides what the statement says.
 *
 * @param rowSecurity row-level security
 * @param privileges what the role may do
 * @param triggers user triggers of the table and of its partitions
 * @param rules names of its rewrite rules
 */
public record Access(RowSecurity rowSecurity, Privileges privileges, List<Trigger> triggers, List<String> rules) {

    public Access {
        triggers = List.copyOf(triggers);
        rules = List.copyOf(rules);
    }

    /** Whether the role can read every row. */
    public boolean isReadable() {
        return privileges.usage() && privileges.select() && !rowSecurity.applies();
    }

    /**
     * Row-level security of a table.
     *
     * @param enabled whether it has policies, or hides all without one
     * @param forced whether its owner is subject to them, too
     * @param applies whether the connected role is subject to them
     */
    public record RowSecurity(boolean enabled, boolean forced, boolean applies) {}

    /**
     * Rights of the connected role.
     *
     * @param usage on the schema
     * @param select on the table
     * @param update on the table
     * @param delete on the table
     */
    public record Privileges(boolean usage, boolean select, boolean update, boolean delete) {}
}
