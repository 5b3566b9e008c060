package io.tenantdeletion.orchestrator.identity;

import static io.tenantdeletion.orchestrator.identity.Identity.answer;
import static io.tenantdeletion.orchestrator.identity.Identity.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.oidc.client.NamedOidcClient;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.orchestrator.KeycloakTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real Keycloak, configured as in production: the issuer, the client's id and its secret. */
@QuarkusTest
class KeycloakAccountsIT extends KeycloakTest {

    private static final Map<String, String> SECRET = Map.of("identity.client.secret", "any");

    @Inject
    Accounts accounts;

    @Inject
    OidcClients clients;

    @Inject
    @NamedOidcClient("identity")
    OidcClient oidc;

    @ConfigProperty(name = "issuer")
    String issuer;

    @Test
    void deletesAnAccountOnceAndItsPersonCannotLogInAnyMore() {
        UserId user = new UserId(newUser("short-lived"));
        assertThat(answer(accounts.exists(user))).isTrue();

        assertThat(answer(accounts.delete(user))).isTrue();

        assertThat(answer(accounts.exists(user))).isFalse();
        assertThat(answer(accounts.delete(user))).isFalse();
        logIn("short-lived", "secret").then().body("error", equalTo("invalid_grant"));
    }

    @Test
    void anAccountNobodyHasIsNeitherThereNorDeleted() {
        UserId nobody = new UserId(UUID.randomUUID());

        assertThat(answer(accounts.exists(nobody))).isFalse();
        assertThat(answer(accounts.delete(nobody))).isFalse();
    }

    @Test
    void tellsWhereSomebodyGetsMail() {
        assertThat(email(BakeryRealm.OWNER.id())).contains("owner@bakery.example");
        assertThat(email(newUser("with-mail"))).contains("with-mail@bakery.example");
        assertThat(email(UUID.randomUUID())).isEmpty();
    }

    @Test
    void tellsAnAccountThatIsNotEnabled() {
        UUID user = newUser("on-leave");
        assertThat(state(user)).isEqualTo(AccountState.ENABLED);

        withToken()
                .contentType("application/json")
                .body(Map.of("enabled", false))
                .put(admin() + "/users/" + user)
                .then()
                .statusCode(204);

        assertThat(state(user)).isEqualTo(AccountState.DISABLED);
        answer(accounts.delete(new UserId(user)));
        assertThat(state(user)).isEqualTo(AccountState.ABSENT);
    }

    @Test
    void tellsTheNamesOfManyByOneCall() {
        UserId admin = new UserId(BakeryRealm.ADMIN.id());
        UserId owner = new UserId(BakeryRealm.OWNER.id());

        assertThat(answer(accounts.usernames(List.of(admin, new UserId(UUID.randomUUID()), owner))))
                .isEqualTo(Map.of(admin, "admin", owner, "owner"));
    }

    @Test
    void theAccountsOfOthersStay() {
        answer(accounts.delete(new UserId(newUser("another"))));

        BakeryRealm.USERS.forEach(user ->
                assertThat(answer(accounts.exists(new UserId(user.id())))).isTrue());
        logIn(BakeryRealm.LEAVER.username(), BakeryRealm.LEAVER.password())
                .then()
                .statusCode(200);
    }

    @Test
    void aWrongSecretIsSaidClearly() {
        OidcClient wrong = Identity.oidc(clients, issuer + "/protocol/openid-connect/token", "wrong");
        UserId owner = new UserId(BakeryRealm.OWNER.id());

        assertThat(failure(Identity.accounts(wrong, issuer, SECRET).delete(owner)))
                .hasMessageStartingWith(
                        "refused: no token for the client account-deletion (unauthorized_client); IDENTITY_CLIENT_ID")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void anUnknownRealmIsNotTakenForAnUnknownUser() {
        String elsewhere = issuer.replace("/realms/bakery-ia", "/realms/elsewhere");

        assertThat(failure(Identity.accounts(oidc, elsewhere, SECRET).delete(new UserId(UUID.randomUUID()))))
                .hasMessageMatching("(error|refused|unauthorized): status 40[134].*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clients", "/events", "/client-scopes", "/identity-provider/instances", "/roles", "/keys"})
    void itsTokenIsRefusedByKeycloakForWhatItMustNotDo(String path) {
        withToken().get(admin() + path).then().statusCode(403);
    }

    @Test
    void theServicesTokenCannotTouchAnAccount() {
        RestAssured.given()
                .auth()
                .oauth2(token(BakeryRealm.SERVICE_CLIENT_ID, BakeryRealm.SERVICE_CLIENT_SECRET))
                .delete(admin() + "/users/" + BakeryRealm.OWNER.id())
                .then()
                .statusCode(403);
        assertThat(answer(accounts.exists(new UserId(BakeryRealm.OWNER.id())))).isTrue();
    }

    @Test
    void itsTokenIsUselessAgainstOurOwnApi() {
        withToken().get("/api/v1/deletion-jobs").then().statusCode(401);
        withToken()
                .get("/api/v1/deletion-preview/tenant/" + UUID.randomUUID())
                .then()
                .statusCode(401);
    }

    @Test
    void itsTokenHoldsOneRoleAndSoonEnds() {
        String payload = new String(Base64.getUrlDecoder().decode(token().split("\\.")[1]), StandardCharsets.UTF_8);
        JsonPath claims = JsonPath.from(payload);

        assertThat(claims.<Object>get("resource_access"))
                .isEqualTo(Map.of("realm-management", Map.of("roles", List.of("manage-users"))));
        assertThat(claims.<Object>get("realm_access")).isNull();
        assertThat(claims.<Object>get("aud")).isEqualTo("realm-management");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isBetween(60L, 61L);
    }

    private Optional<String> email(UUID user) {
        return accounts.email(new UserId(user)).await().atMost(Identity.PATIENCE);
    }

    private AccountState state(UUID user) {
        return accounts.state(new UserId(user)).await().atMost(Identity.PATIENCE);
    }

    private String admin() {
        return issuer.replace("/realms/", "/admin/realms/");
    }

    private RequestSpecification withToken() {
        return RestAssured.given().auth().oauth2(token());
    }

    private String token() {
        return token(BakeryRealm.IDENTITY_CLIENT_ID, BakeryRealm.IDENTITY_CLIENT_SECRET);
    }

    private String token(String client, String secret) {
        return RestAssured.given()
                .formParams("grant_type", "client_credentials", "client_id", client, "client_secret", secret)
                .post(issuer + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private Response logIn(String name, String password) {
        return RestAssured.given()
                .formParams("grant_type", "password", "client_id", BakeryRealm.PUBLIC_CLIENT_ID)
                .formParams("username", name, "password", password)
                .post(issuer + "/protocol/openid-connect/token");
    }

    private UUID newUser(String name) {
        String location = withToken()
                .contentType("application/json")
                .body(Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        name + "@bakery.example",
                        "firstName",
                        "Any",
                        "lastName",
                        "Body",
                        "credentials",
                        List.of(Map.of("type", "password", "value", "secret"))))
                .post(admin() + "/users")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        UUID id = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        logIn(name, "secret").then().statusCode(200);
        return id;
    }
}
