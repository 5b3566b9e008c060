/**
 * Who belongs to which tenant, and in which role: read, changed one by one, and ended all at once, for good where a
 * user is erased; and given back where that is undone. May depend on {@code registry}, {@code audit}, {@code outbox},
 * {@code paging} and {@code requester}. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.membership;
