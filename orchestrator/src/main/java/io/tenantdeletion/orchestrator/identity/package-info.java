/**
 * The accounts people log in with, at the identity provider: whether one is there, and its deletion. The rest of the
 * orchestrator knows the narrow interface {@code Accounts} only; that the provider is a Keycloak stays in here. Depends
 * on nothing else of the orchestrator.
 */
package io.tenantdeletion.orchestrator.identity;
