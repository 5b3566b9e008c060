/**
 * Deletion jobs as they are written down: what a job and its steps are, which transitions exist, what they add up to,
 * and the store in PostgreSQL. Every write of a run is a compare-and-set on the lease it holds. Depends on nothing else
 * of the orchestrator.
 */
package io.tenantdeletion.orchestrator.job;
