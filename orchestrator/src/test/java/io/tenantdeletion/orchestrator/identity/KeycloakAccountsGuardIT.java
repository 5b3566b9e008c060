package io.tenantdeletion.orchestrator.identity;

import static io.tenantdeletion.orchestrator.identity.Identity.answer;
import static io.tenantdeletion.orchestrator.identity.Identity.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.client.NamedOidcClient;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeAccounts;
import io.tenantdeletion.orchestrator.fake.FakeAccounts.AccountCall;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the identity provider does not do what it should. */
@QuarkusTest
class KeycloakAccountsGuardIT extends OrchestratorTest {

    @Inject
    Accounts accounts;

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
    void saysWhetherAnAccountIsThereAndDeletesItOnce() {
        assertThat(answer(accounts.exists(user))).isTrue();
        assertThat(answer(accounts.delete(user))).isTrue();
        assertThat(answer(accounts.delete(user))).isFalse();
        assertThat(answer(accounts.exists(user))).isFalse();
        assertThat(fake.has(account)).isFalse();
    }

    @Test
    void keepsItsTokenAndGetsAnotherWhereItIsNotAcceptedAnyMore() {
        answer(accounts.exists(user));
        fake.onGet(account, Reply.status(401));

        assertThat(answer(accounts.exists(user))).isTrue();
        assertThat(answer(accounts.exists(user))).isTrue();

        assertThat(fake.calls(account))
                .hasSize(4)
                .extracting(AccountCall::token)
                .doesNotContainNull();
        assertThat(fake.calls(account).get(3).token())
                .isEqualTo(fake.calls(account).get(2).token());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 0})
    void repeatsWhatIsWorthIt(int status) {
        Reply bad = status == 0 ? Reply.hangUp() : Reply.status(status);
        fake.onDelete(account, bad, bad);

        assertThat(answer(accounts.delete(user))).isTrue();
        assertThat(fake.calls(account)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "500, 3, error: status 500",
        "429, 3, busy: status 429",
        "302, 3, error: status 302",
        "200, 3, error: status 200",
        "404, 3, 'error: status 404, but not because there is no such user'",
        "400, 1, refused: status 400",
        "403, 1, 'refused: status 403; the client''s service account needs the role manage-users'",
        "408, 3, busy: status 408",
        "401, 2, unauthorized: status 401"
    })
    void saysWhyNot(int status, int calls, String message) {
        Reply bad = new Reply(status, "{\"error\": \"for my eyes only\"}", null);
        fake.onDelete(account, bad, bad, bad, bad);

        assertThat(failure(accounts(Map.of()).delete(user)))
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("my eyes");
        assertThat(fake.calls(account)).hasSize(calls);
        assertThat(fake.has(account)).isTrue();
    }

    @Test
    void anotherPageThanTheAccountIsNoAccount() {
        Reply login = Reply.body("<html>log in</html>");
        Reply other = Reply.body("{\"id\": \"" + UUID.randomUUID() + "\"}");
        fake.onGet(account, login, other, login);

        assertThat(failure(accounts(Map.of()).exists(user)).failure().kind()).isEqualTo(FailureKind.ERROR);
    }

    @Test
    void givesUpACallThatTakesTooLong() {
        CountDownLatch never = new CountDownLatch(1);
        Reply late = Reply.status(500).behind(never);
        fake.onDelete(account, late, late, late);

        CallException failure =
                failure(accounts(Map.of("deletion.identity.timeout", "200ms")).delete(user));
        never.countDown();

        assertThat(failure).hasMessage("timed_out: no answer within 0.2 s");
    }

    @Test
    void tellsAnAccountThatCannotBeUsedFromOneThatIsNotThere() {
        assertThat(state(user)).isEqualTo(AccountState.ENABLED);
        fake.disable(account);
        assertThat(state(user)).isEqualTo(AccountState.DISABLED);
        assertThat(answer(accounts.exists(user))).isTrue();
        assertThat(state(new UserId(UUID.randomUUID()))).isEqualTo(AccountState.ABSENT);
        fake.onGet(account, Reply.body("{\"id\": \"%s\"}"), Reply.body("{\"id\": \"%s\", \"enabled\": \"yes\"}"));
        assertThat(state(user)).isEqualTo(AccountState.DISABLED);
    }

    @Test
    void anAnswerOfAnyLengthIsNotHeld() {
        Reply endless = new Reply(500, "A".repeat(2 << 20), null);
        fake.onGet(account, endless, endless, endless);

        assertThat(failure(accounts(Map.of()).exists(user)))
                .hasMessage("error: status 500 with a body longer than 1048576 bytes");
    }

    @Test
    void withoutASecretOrAnAddressNobodyIsAsked() {
        assertThat(failure(accounts(Map.of("identity.client.secret", "")).delete(user)))
                .hasMessage(
                        "not_configured: IDENTITY_CLIENT_SECRET, the secret of the client account-deletion, is not set");
        Accounts elsewhere = Identity.accounts(oidc, "https://login.example", Map.of("identity.client.secret", "s"));
        assertThat(failure(elsewhere.delete(user)))
                .hasMessage(
                        "not_configured: the issuer is no Keycloak realm, and deletion.identity.admin-url is not set");
        assertThat(fake.calls(account)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deletion.identity.timeout, 0s, timeout",
        "deletion.identity.max-retries, -1, max-retries",
        "deletion.identity.max-retry-delay, 5ms, max-retry-delay",
        "deletion.identity.circuit-failure-ratio, 1.5, circuit-failure-ratio",
        "deletion.identity.circuit-window, 0, circuit-window",
        "deletion.identity.admin-url, localhost, admin-url",
        "deletion.identity.admin-link, http://localhost, admin-link"
    })
    void refusesAWrongConfiguration(String key, String value, String complaint) {
        assertThatThrownBy(() -> accounts(Map.of(key, value))).hasMessageContaining(complaint);
    }

    private AccountState state(UserId whose) {
        return accounts.state(whose).await().atMost(Identity.PATIENCE);
    }

    private Accounts accounts(Map<String, String> different) {
        return Identity.accounts(oidc, issuer, Identity.settings(usual, different));
    }
}
