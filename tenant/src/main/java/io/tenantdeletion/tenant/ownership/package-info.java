/**
 * Whose a tenant is, whose it would become, and how it does. May depend on {@code membership} and all that may depend
 * on. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.ownership;
