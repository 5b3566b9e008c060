package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabRefusalsIT extends LabTest {

    @Test
    void refusesWhateverIsNotAUuid() {
        for (String id : List.of("42", "1-1-1-1-1", "%27%20or%201=1", tenant + "0")) {
            given().auth()
                    .oauth2(Tokens.service())
                    .urlEncodingEnabled(false)
                    .delete("/api/v1/lab/tenant/" + id)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", is("urn:tenant-deletion:problem:invalid-identifier"));
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void doesNotKnowOtherServices() {
        given().auth()
                .oauth2(Tokens.service())
                .delete("/api/v1/flowers/tenant/{tenant}", tenant)
                .then()
                .statusCode(404)
                .body("type", is("urn:tenant-deletion:problem:unknown-service"))
                .body("detail", containsString("lab"));
    }

    @Test
    void answersProblemsForWrongMethodsAndHugeBodies() {
        given().auth()
                .oauth2(Tokens.service())
                .put(DATA, tenant)
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(Tokens.service())
                .body("x".repeat(200_000))
                .delete(DATA, tenant)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", is("urn:tenant-deletion:problem:payload-too-large"));
        given().get("/no/such/address").then().statusCode(404).contentType("application/problem+json");
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void refusesTokensThatAreNotAServices() {
        fill(tenant, 3);
        Map<String, List<String>> before = TestDatabase.rows("lab");
        for (String token :
                List.of(Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer(), "rubbish")) {
            given().auth()
                    .oauth2(token)
                    .delete(DATA, tenant)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .body("instance", is("/api/v1/lab/tenant/" + tenant));
        }
        given().delete(DATA, tenant).then().statusCode(401);
        for (String token : List.of(
                Tokens.user(UUID.randomUUID()), Tokens.platformAdmin(), Tokens.selfPromoted(UUID.randomUUID()))) {
            given().auth().oauth2(token).delete(DATA, tenant).then().statusCode(403);
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }
}
