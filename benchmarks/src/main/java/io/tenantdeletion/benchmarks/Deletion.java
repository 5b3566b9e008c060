package io.tenantdeletion.benchmarks;

import java.time.Duration;

/**
 * One deletion of a tenant.
 *
 * @param rows deleted in all services
 * @param took from the beginning until all of it was committed and, by the API, answered
 */
record Deletion(long rows, Duration took) {}
