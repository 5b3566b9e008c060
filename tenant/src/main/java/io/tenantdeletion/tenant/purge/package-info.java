/**
 * This service's own part of a tenant's deletion, the last step of a job. May depend on {@code outbox}. Internal to the
 * tenant service.
 */
package io.tenantdeletion.tenant.purge;
