package io.tenantdeletion.orchestrator.identity;

import static io.tenantdeletion.orchestrator.identity.Identity.answer;
import static io.tenantdeletion.orchestrator.identity.Identity.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.client.NamedOidcClient;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeAccounts;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What happens when the identity provider cannot be reached, or only seems so. */
@QuarkusTest
class UnreachableIdentityIT extends OrchestratorTest {

    @Inject
    OidcClients clients;

    @Inject
    @NamedOidcClient("identity")
    OidcClient oidc;

    @ConfigProperty(name = "issuer")
    String issuer;

    @Inject
    IdentityConfig usual;

    private final FakeAccounts fake = platform.accounts();
    private final UUID account = fake.add();
    private final UserId user = new UserId(account);

    @Test
    void nobodyThereIsUnreachable() {
        String closed = "http://localhost:" + Loopback.freePort();
        OidcClient noTokens = Identity.oidc(clients, closed + "/token", "secret");

        assertThat(failure(accounts(Map.of("deletion.identity.admin-url", closed + "/admin/realms/test"))
                        .exists(user)))
                .hasMessage("unreachable: no connection to " + closed.substring(7) + ", or it broke")
                .extracting(
                        failure -> ((CallException) failure).failure().kind().isUnavailable())
                .isEqualTo(true);
        assertThat(failure(Identity.accounts(noTokens, issuer, Identity.settings(usual, Map.of()))
                        .exists(user)))
                .hasMessage("unreachable: no connection for a token, or it broke");
        assertThat(fake.calls(account)).isEmpty();
    }

    @Test
    void opensTheCircuitWhereNobodyIsThere() {
        String closed = "http://localhost:" + Loopback.freePort() + "/admin/realms/test";
        Accounts few = accounts(Map.of(
                "deletion.identity.admin-url",
                closed,
                "deletion.identity.circuit-window",
                "2",
                "deletion.identity.max-retries",
                "0",
                "deletion.identity.circuit-delay",
                "1m"));

        assertThat(failure(few.exists(user)).failure().kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure(few.exists(user)).failure().kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure(few.exists(user)))
                .hasMessage("circuit_open: not called: "
                        + java.net.URI.create(closed).getAuthority() + " could not be reached a moment ago");
    }

    @Test
    void whatMayBeTheTroubleOfOneAccountKeepsNoOtherWaiting() {
        Accounts few = accounts(Map.of("deletion.identity.circuit-window", "2", "deletion.identity.max-retries", "0"));
        fake.onGet(account, Reply.status(500), Reply.status(500), Reply.status(500));

        assertThat(failure(few.exists(user)).failure().kind()).isEqualTo(FailureKind.ERROR);
        assertThat(failure(few.exists(user)).failure().kind()).isEqualTo(FailureKind.ERROR);
        assertThat(failure(few.exists(user)).failure().kind()).isEqualTo(FailureKind.ERROR);
        assertThat(answer(few.exists(user))).isTrue();
    }

    private Accounts accounts(Map<String, String> different) {
        return Identity.accounts(oidc, issuer, Identity.settings(usual, different));
    }
}
