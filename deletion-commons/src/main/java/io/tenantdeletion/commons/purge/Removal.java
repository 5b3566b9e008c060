package io.tenantdeletion.commons.purge;

/**
 * What one statement removed.
 *
 * @param meant rows that it found and meant to remove
 * @param removed rows that it did remove
 * @param foreignOwners distinct owners of removed rows that are not the subject
 */
record Removal(long meant, long removed, long foreignOwners) {

    static Removal of(Object[] row) {
        return new Removal(number(row[0]), number(row[1]), number(row[2]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
