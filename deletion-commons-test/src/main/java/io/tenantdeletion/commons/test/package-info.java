/**
 * What a service's tests need: an embedded PostgreSQL, an issuer that really signs, and the contract test to extend.
 * For tests only; may depend on {@code contract}.
 */
package io.tenantdeletion.commons.test;
