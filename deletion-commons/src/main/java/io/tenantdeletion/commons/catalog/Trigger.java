package io.tenantdeletion.commons.catalog;

import java.util.List;
import java.util.Set;

/**
 * A trigger that somebody created; those by which PostgreSQL keeps foreign keys are none.
 *
 * @param table the table, or the partition, it is created on
 * @param name as the catalog spells it
 * @param function schema and name of the function it calls
 * @param firing what it fires for
 * @param mode in which sessions it fires
 */
public record Trigger(TableName table, String name, TableName function, Firing firing, Mode mode) {

    /**
     * What a trigger fires for.
     *
     * @param events kinds of statements
     * @param forEachRow for each row; otherwise once a statement
     * @param updateColumns only for updates that set one of them; for all where empty
     */
    public record Firing(Set<Event> events, boolean forEachRow, List<String> updateColumns) {

        /** The bit of {@code pg_trigger.tgtype}. */
        static final int FOR_EACH_ROW = 1;

        public Firing {
            events = Set.copyOf(events);
            updateColumns = List.copyOf(updateColumns);
        }
    }

    /** A kind of statement. */
    public enum Event {
        INSERT(4),
        DELETE(8),
        UPDATE(16),
        TRUNCATE(32);

        private final int bit;

        Event(int bit) {
            this.bit = bit;
        }

        /** Whether {@code pg_trigger.tgtype} has it. */
        boolean isIn(int tgtype) {
            return (tgtype & bit) != 0;
        }
    }

    /** In which sessions a trigger fires, by their {@code session_replication_role}. */
    public enum Mode {
        ORIGIN,
        REPLICA,
        ALWAYS,
        DISABLED;

        static Mode of(String tgenabled) {
            return switch (tgenabled) {
                case "O" -> ORIGIN;
                case "R" -> REPLICA;
                case "A" -> ALWAYS;
                case "D" -> DISABLED;
                default -> throw new IllegalArgumentException("tgenabled " + tgenabled);
            };
        }
    }

    /** Whether this product's own migration created it. */
    public boolean isOurs() {
        return function.schema().equals(Catalog.OURS);
    }

    /** Whether it fires when rows of its table are deleted. */
    public boolean firesOnDelete() {
        return mode != Mode.DISABLED && firing.events().contains(Event.DELETE);
    }

    /** Whether it fires when one of these columns is set. */
    public boolean firesOnUpdateOf(List<String> columns) {
        return mode != Mode.DISABLED
                && firing.events().contains(Event.UPDATE)
                && (firing.updateColumns().isEmpty()
                        || firing.updateColumns().stream().anyMatch(columns::contains));
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
