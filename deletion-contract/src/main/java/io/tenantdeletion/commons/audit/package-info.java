/**
 * What is written down about requests, decisions and refusals, as it travels to the orchestrator's audit log. May
 * depend on {@code contract}, {@code problem} and {@code security}. Stable: the fields are those of the audit log.
 */
package io.tenantdeletion.commons.audit;
