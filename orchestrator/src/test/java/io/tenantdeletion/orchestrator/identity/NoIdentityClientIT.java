package io.tenantdeletion.orchestrator.identity;

import static io.tenantdeletion.orchestrator.identity.Identity.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A platform that deletes tenants but no users needs no client for accounts. */
@QuarkusTest
@WithTestResource(NoIdentityClientIT.NoSecret.class)
class NoIdentityClientIT extends OrchestratorTest {

    /** No secret, and nobody where tokens for accounts would come from. */
    public static class NoSecret implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 10;
        }

        @Override
        public Map<String, String> start() {
            return Map.of(
                    "identity.client.secret", "",
                    "quarkus.oidc-client.identity.auth-server-url", "http://localhost:1/realms/test");
        }

        @Override
        public void stop() {}
    }

    @Inject
    Accounts accounts;

    @Test
    void theOrchestratorStartsAndSaysWhatIsMissingWhenItIsNeeded() {
        RestAssured.get("/q/health/ready").then().statusCode(200);

        assertThat(failure(accounts.delete(new UserId(UUID.randomUUID()))))
                .hasMessage("not_configured: IDENTITY_CLIENT_SECRET, the secret of the client account-deletion,"
                        + " is not set");
    }
}
