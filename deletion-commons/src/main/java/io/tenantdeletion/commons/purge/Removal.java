package io.tenantdeletion.commons.purge;

/**
 * What one statement removed.
 *
 * @param meant rows that it found and meant to remove
 * @param removed rows that it did remove
 * @param foreignOwners 0 where all removed rows were the subject's
 */
record Removal(long meant, long removed, long foreignOwners) {

    static Removal of(Object[] row) {
        return new Removal(number(row[0]), number(row[1]), number(row[2]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
