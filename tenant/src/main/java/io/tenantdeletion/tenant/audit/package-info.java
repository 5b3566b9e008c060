/**
 * What happened in a tenant, and what is on its way to the audit log of the platform: written in the transaction of
 * what it reports, kept until the audit log has it. May depend on {@code requester}. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.audit;
