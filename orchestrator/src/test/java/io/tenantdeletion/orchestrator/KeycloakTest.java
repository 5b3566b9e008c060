package io.tenantdeletion.orchestrator;

import io.quarkus.test.common.WithTestResource;
import io.tenantdeletion.orchestrator.fake.KeycloakResource;

/** What a test with a real Keycloak has: everything as usual, but its issuer and its accounts. */
@WithTestResource(KeycloakResource.class)
public abstract class KeycloakTest extends OrchestratorTest {}
