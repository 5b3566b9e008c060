/**
 * What is written down about requests, decisions and refusals, as it travels to the orchestrator's audit log, and how
 * refusals get there: one filter sees them, one {@link io.tenantdeletion.commons.audit.RefusalTrail} of the application
 * takes them. May depend on {@code contract}, {@code problem} and {@code security}. Stable: the fields are those of the
 * audit log.
 */
package io.tenantdeletion.commons.audit;
