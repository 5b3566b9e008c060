/**
 * Events that services tell, taken into the orchestrator's own outbox, so that the order of a subject's events has one
 * place. What jobs tell is written by triggers of the store. May depend on {@code job}. Internal to the orchestrator.
 */
package io.tenantdeletion.orchestrator.events;
