package io.tenantdeletion.benchmarks;

/**
 * Something that should hold.
 *
 * @param text what, for a person
 * @param value measured
 * @param atMost the most it should be
 */
record Aim(String text, double value, double atMost) {

    boolean held() {
        return value <= atMost;
    }
}
