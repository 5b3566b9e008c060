/**
 * How refusals reach the orchestrator's audit log: one filter sees them, one {@code RefusalTrail} of the application
 * takes them. What travels is the contract's.
 */
package io.tenantdeletion.commons.audit;
