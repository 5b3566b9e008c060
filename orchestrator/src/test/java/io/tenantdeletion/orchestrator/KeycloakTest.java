package io.tenantdeletion.orchestrator;

import io.quarkus.test.common.WithTestResource;
import io.tenantdeletion.orchestrator.fake.KeycloakResource;
import org.junit.jupiter.api.Tag;

/**
 * What a test with a real Keycloak has: everything as usual, but its issuer and its accounts. Its start takes longer
 * than all that is tested with it; the quickstart's tests log in by a real one, too.
 */
@Tag("long")
@WithTestResource(KeycloakResource.class)
public abstract class KeycloakTest extends OrchestratorTest {}
