/**
 * Binds a deletion to what its requester saw: preview tokens, and the comparison of what was seen with what is there.
 * May depend on {@code preview}, {@code participant} and {@code job}.
 */
package io.tenantdeletion.orchestrator.confirmation;
