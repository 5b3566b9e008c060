/**
 * A tenant from its creation to the request for its deletion, and who may ask for that. May depend on
 * {@code membership} and {@code jobs}. Internal to the tenant service.
 */
package io.tenantdeletion.tenant.lifecycle;
