/**
 * Whose token a request carries, whether it can be verified now, and what its owner may do with a tenant. The roles are
 * the contract's.
 */
package io.tenantdeletion.commons.security;
