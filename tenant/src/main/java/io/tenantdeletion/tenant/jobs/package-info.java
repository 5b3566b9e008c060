/**
 * The guarded client of the orchestrator: its deletion jobs and its audit log. May depend on {@code requester}.
 * Internal to the tenant service.
 */
package io.tenantdeletion.tenant.jobs;
