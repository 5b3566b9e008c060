/**
 * What a tenant goes through: read by its members, and deleted on the request of whoever may ask for that. May depend
 * on {@code registry}, {@code membership} and {@code jobs}. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.lifecycle;
