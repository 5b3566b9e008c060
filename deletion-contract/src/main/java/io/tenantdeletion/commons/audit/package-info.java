/**
 * What is written down about requests, decisions and refusals, as it travels to the orchestrator's audit log. May
 * depend on {@code contract}. Stable: the fields are those of the audit log. How refusals get there is the module
 * {@code deletion-web}'s: one filter sees them, one {@code RefusalTrail} of the application takes them.
 */
package io.tenantdeletion.commons.audit;
