package io.tenantdeletion.benchmarks;

/** A way to delete a tenant, as the report names it. */
enum Contender {
    /** Through the API, with a purge role that may switch PostgreSQL's row checks off. */
    API("API"),
    /** Through the API, with a purge role that may not. */
    API_ROW_CHECKS("API, row checks"),
    /** By hand-written SQL in foreign-key order. */
    PLAIN("plain SQL"),
    /** By deleting parents whose foreign keys cascade. */
    CASCADE("ON DELETE CASCADE");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
