/**
 * Certificates of erasure: what was erased where, signed, and chained by number and hash. Written after the fact from
 * what is written down about a completed job; a job that is to have one is noted by the transaction that completes it,
 * see the migration. Depends on {@code job} and {@code audit} at most.
 */
package io.tenantdeletion.orchestrator.certificate;
