/**
 * Starts, runs, resumes and retries jobs. One run of a job is one stream on a Vert.x context of its own: all services
 * in parallel, then the tenant step. Whoever holds the lease runs; whoever loses it stops. May depend on
 * {@code participant} and {@code job}.
 */
package io.tenantdeletion.orchestrator.saga;
