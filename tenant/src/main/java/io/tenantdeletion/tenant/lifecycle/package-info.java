/**
 * What a tenant goes through: read by its members, deleted on the request of whoever may ask for that, and restored
 * while that waits. May depend on {@code registry}, {@code membership}, {@code suspension}, {@code jobs} and
 * {@code requester}. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.lifecycle;
