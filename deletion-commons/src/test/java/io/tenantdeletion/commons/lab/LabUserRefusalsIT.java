package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused instead of a user's deletion. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabUserRefusalsIT extends LabTest {

    private final UUID user = UUID.randomUUID();

    @Test
    void deletesNothingWhileATableThatNamesUsersIsNotCovered() {
        TestDatabase.execute("create table lab.badges (id uuid primary key, user_id uuid not null)");
        try {
            refusesAsInvalid();
        } finally {
            TestDatabase.execute("drop table lab.badges");
        }
    }

    @Test
    void doesNotKnowOtherData() {
        for (String data : List.of("lab", "flowers")) {
            given().auth()
                    .oauth2(Tokens.service())
                    .delete("/api/v1/{data}/user/{user}", data, user)
                    .then()
                    .statusCode(404)
                    .body("type", is("urn:tenant-deletion:problem:unknown-service"))
                    .body("detail", containsString("experiments"));
        }
    }

    private void refusesAsInvalid() {
        given().auth()
                .oauth2(Tokens.service())
                .delete(LabUserDeletionIT.USER_DATA, user)
                .then()
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:deletion-refused"));
    }
}
