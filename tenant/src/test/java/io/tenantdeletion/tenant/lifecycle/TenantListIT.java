package io.tenantdeletion.tenant.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding tenants and making them. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantListIT {

    private static final String PATH = "/api/v1/tenants";

    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private final UUID owner = UUID.randomUUID();

    @Test
    void whoMakesATenantOwnsIt() {
        String id = create("Bakery " + word, Tokens.user(owner))
                .statusCode(201)
                .body("name", equalTo("Bakery " + word))
                .body("owner_id", equalTo(owner.toString()))
                .body("status", equalTo("active"))
                .extract()
                .path("tenant_id");

        find("mine=true", Tokens.user(owner)).body("tenant_id", contains(id)).body("role", contains("owner"));
        given().auth()
                .oauth2(Tokens.user(owner))
                .get(PATH + "/" + id + "/admins")
                .then()
                .body("user_id", contains(owner.toString()));
    }

    @Test
    void aNewTenantHasAnAddress() {
        create(word, Tokens.user(owner)).header("Location", containsString(PATH + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0007b"})
    void aNameIsSomethingToRead(String name) {
        create(name, Tokens.user(owner)).statusCode(400);
    }

    @Test
    void aNameHasTwoHundredCharactersAtMost() {
        create("x".repeat(201), Tokens.user(owner)).statusCode(400);
        create("\uD83E\uDD50".repeat(200), Tokens.user(owner)).statusCode(201);
    }

    @Test
    void aServiceMakesATenantForSomebody() {
        create(word, Tokens.service()).statusCode(403);
        given().auth()
                .oauth2(Tokens.service())
                .header("Deletion-On-Behalf-Of", owner)
                .contentType(ContentType.JSON)
                .body(Map.of("name", word))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("owner_id", equalTo(owner.toString()));
    }

    @Test
    void aRequestThatIsSentTwiceMakesOneTenant() {
        String key = "key-" + word;

        List<String> made = IntStream.range(0, 4)
                .parallel()
                .mapToObj(any ->
                        createOnce(key, word, owner).statusCode(201).extract().<String>path("tenant_id"))
                .distinct()
                .toList();

        assertThat(made).hasSize(1);
        createOnce(key, word + " 2", owner)
                .statusCode(422)
                .body("type", equalTo("urn:tenant-deletion:problem:idempotency-key-reused"));
        createOnce(key, word, UUID.randomUUID()).statusCode(201).body("tenant_id", not(equalTo(made.get(0))));
        createOnce("k".repeat(256), word, owner).statusCode(400);
        found(word, Tokens.user(owner)).body("size()", equalTo(1));
    }

    @Test
    void nobodyWhoseAccountWasDeletedMakesATenant() {
        TestDatabase.execute(
                "insert into tenant.erased_users (user_id, job_id) values ('" + owner + "', gen_random_uuid())");

        create(word, Tokens.user(owner))
                .statusCode(409)
                .body("type", equalTo("urn:tenant-deletion:problem:user-erased"));
    }

    @Test
    void tenantsAreFoundByIdAndByPartOfTheName() {
        UUID tenant = TenantRows.tenant("Panadería 100% " + word.toUpperCase(), owner);
        TenantRows.tenant("Another " + owner, UUID.randomUUID());

        for (String text : List.of(word, "100% " + word, tenant.toString())) {
            found(text, Tokens.platformAdmin()).body("tenant_id", contains(tenant.toString()));
        }
        found("100_ " + word, Tokens.service()).body("size()", equalTo(0));
    }

    @Test
    void aPersonFindsOnlyTheirOwn() {
        UUID tenant = TenantRows.tenant(word, owner);
        UUID member = TenantRows.member(tenant, UUID.randomUUID(), "member");

        found(word, Tokens.user(member))
                .body("tenant_id", contains(tenant.toString()))
                .body("role", contains("member"));
        found(word, Tokens.user(UUID.randomUUID())).body("size()", equalTo(0));
        found(word, Tokens.platformAdmin()).body("[0].role", nullValue());
        find("mine=true&q=" + word, Tokens.platformAdmin()).body("size()", equalTo(0));
    }

    @Test
    void listsHavePages() {
        TenantRows.tenant(word + " 1", owner);
        TenantRows.tenant(word + " 2", owner);

        String next = find("limit=1&q=" + word, Tokens.service())
                .body("size()", equalTo(1))
                .header("Link", endsWith("rel=\"next\""))
                .extract()
                .header("Link");
        String address = next.substring(1, next.indexOf('>'));

        given().auth()
                .oauth2(Tokens.service())
                .get(address)
                .then()
                .body("size()", equalTo(1))
                .header("Link", nullValue());
        assertThat(address).contains("q=" + word);
    }

    @ParameterizedTest
    @CsvSource({"name,ABC", "-name,CBA", "created_at,CAB", "-created_at,BAC"})
    void pagesAreInTheOrderThatIsAskedFor(String sort, String expected) {
        // Given
        for (String letter : List.of("C", "a", "B")) {
            TenantRows.tenant(letter + word, owner);
        }

        // When: each page has one tenant
        StringBuilder found = new StringBuilder();
        String address = PATH + "?limit=1&q=" + word + "&sort=" + sort;
        while (address != null) {
            Response page = given().auth().oauth2(Tokens.service()).get(address);
            found.append(page.path("[0].name").toString(), 0, 1);
            String next = page.header("Link");
            address = next == null ? null : next.substring(1, next.indexOf('>'));
        }

        // Then
        assertThat(found.toString()).isEqualToIgnoringCase(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine=yes", "limit=0", "after=x", "sort=owner"})
    void aMalformedQueryIsRefused(String query) {
        find(query, Tokens.service()).statusCode(400);
    }

    @Test
    void nobodyFindsNothing() {
        given().get(PATH).then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", word))
                .post(PATH)
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse create(String name, String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post(PATH)
                .then();
    }

    private static ValidatableResponse found(String text, String token) {
        return given().auth().oauth2(token).queryParam("q", text).get(PATH).then();
    }

    private static ValidatableResponse find(String query, String token) {
        return given().auth().oauth2(token).get(PATH + "?" + query).then();
    }

    private static ValidatableResponse createOnce(String key, String name, UUID owner) {
        return given().auth()
                .oauth2(Tokens.user(owner))
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post(PATH)
                .then();
    }
}
