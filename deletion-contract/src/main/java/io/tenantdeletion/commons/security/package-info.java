/**
 * Roles, and in the module {@code deletion-web} whose token a request carries, whether it can be verified now, and what
 * its owner may do with a tenant. Ownership always comes from the tenant service's memberships, never from a claim of
 * the token. May depend on {@code contract} and {@code problem}.
 */
package io.tenantdeletion.commons.security;
