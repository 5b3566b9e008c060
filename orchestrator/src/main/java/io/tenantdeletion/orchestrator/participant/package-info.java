/**
 * The services that take part in a deletion: who they are by configuration, and one guarded client for each. A call
 * ends in an outcome, never in an exception: either the service's own, validated answer, or the reason why there is
 * none. May depend on {@code job}.
 */
package io.tenantdeletion.orchestrator.participant;
