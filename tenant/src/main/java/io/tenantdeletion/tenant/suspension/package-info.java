/**
 * A tenant takes no changes by people while its deletion is pending or runs: set by the orchestrator, compared by a
 * token that only grows. May depend on {@code registry}, {@code audit} and {@code requester}. Internal to the tenant
 * service.
 */
package io.tenantdeletion.tenant.suspension;
