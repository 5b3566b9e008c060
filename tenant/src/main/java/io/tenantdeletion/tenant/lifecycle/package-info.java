/**
 * What a tenant goes through: read by its members, deleted on the request of whoever may ask for that, held for the job
 * that does it, and restored while that waits. May depend on {@code registry}, {@code membership}, {@code jobs},
 * {@code audit} and {@code requester}. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.lifecycle;
