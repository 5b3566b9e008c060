package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call about a user times every kind of caller. */
@QuarkusTest
class UserAccessIT extends OrchestratorTest {

    private static final String USERS = "/api/v1/auth/users/";
    private static final String ON_BEHALF_OF = "Deletion-On-Behalf-Of";

    private final UUID user = platform.user();
    private final UUID initiator = UUID.randomUUID();

    // A deletion that always fails was asked for by a service on behalf of the initiator; then each caller makes each
    // call.
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # caller,        preview, latest, job, retry, cancel, delete, own account
            nobody,          401,     401,    401, 401,   401,    401,    401
            expired,         401,     401,    401, 401,   401,    401,    401
            forged,          401,     401,    401, 401,   401,    401,    401
            wrong audience,  401,     401,    401, 401,   401,    401,    401
            wrong issuer,    401,     401,    401, 401,   401,    401,    401
            service,         200,     200,    200, 202,   409,    202,    403
            platform admin,  200,     200,    200, 202,   409,    202,    404
            that user,       200,     200,    200, 202,   409,    403,    202
            initiator,       403,     200,    200, 403,   403,    403,    404
            stranger,        403,     403,    403, 403,   403,    403,    404
            self-promoted,   403,     403,    403, 403,   403,    403,    404
            """)
    void everyCallOfACaller(ArgumentsAccessor expected) {
        String caller = expected.getString(0);
        platform.users()
                .on(
                        "DELETE",
                        "models",
                        user,
                        Collections.nCopies(9, Reply.status(400)).toArray(Reply[]::new));
        String job = Api.deleteUser(
                        user, Api.service().header(ON_BEHALF_OF, initiator).header("Prefer", "wait=20"))
                .path("job_id");

        List<Integer> answers = new ArrayList<>(List.of(
                as(caller).get(USERS + user + "/deletion-preview").statusCode(),
                as(caller).get(Api.JOBS + "/user/" + user + "/latest").statusCode(),
                as(caller).get(Api.JOBS + "/" + job).statusCode(),
                as(caller).post(Api.JOBS + "/" + job + "/retry").statusCode()));
        Api.awaitStatus(job, "failed");
        answers.add(as(caller).post(Api.JOBS + "/" + job + "/cancel").statusCode());
        answers.add(ended(as(caller).delete(USERS + user)));
        answers.add(ended(Api.deleteOwnAccount(as(caller))));

        assertThat(answers)
                .isEqualTo(IntStream.rangeClosed(1, 7)
                        .mapToObj(expected::getInteger)
                        .toList());
        assertThat(platform.accounts().has(user)).isTrue();
    }

    private static int ended(Response started) {
        if (started.statusCode() == 202) {
            Api.awaitStatus(started.<String>path("job_id"), "failed");
        }
        return started.statusCode();
    }

    @Test
    void aServiceDeletesNoAccountOfItsOwn() {
        platform.accounts().add(UUID.nameUUIDFromBytes("service".getBytes()));

        Api.deleteOwnAccount(Api.service()).then().statusCode(403);
        Api.deleteOwnAccount(Api.service().header(ON_BEHALF_OF, user)).then().statusCode(403);

        assertThat(platform.accounts().has(user)).isTrue();
    }

    @Test
    void aTokenThatNamesNoUserByUuidHasNoAccountHere() {
        Api.deleteOwnAccount(Api.as(Tokens.named("somebody"))).then().statusCode(403);
        Api.as(Tokens.named("somebody"))
                .get(USERS + user + "/deletion-preview")
                .then()
                .statusCode(403);
    }

    @Test
    void whoAskedIsWrittenDown() {
        Api.deleteUser(user, Api.service().queryParam("reason", "left").queryParam("retention", "PT1H"))
                .then()
                .body("initiated_by", nullValue())
                .body("reason", equalTo("left"));
        UUID other = platform.user();
        UUID admin = UUID.randomUUID();
        Api.deleteUser(other, Api.as(Tokens.platformAdmin(admin)).header("Prefer", "wait=20"))
                .then()
                .body("initiated_by", equalTo(admin.toString()));
        Api.deleteUser(user, Api.service().queryParam("reason", "x".repeat(1001)))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"service, PT1H, 202", "platform admin, PT0S, 200", "platform admin, -PT1S, 400", "service, P366D, 400"})
    void aRetentionIsWithinLimits(String caller, String retention, int status) {
        Api.deleteUser(user, as(caller).queryParam("retention", retention).header("Prefer", "wait=20"))
                .then()
                .statusCode(status);
    }

    @Test
    void anUnknownUserNeverHadAJob() {
        for (String caller : List.of("service", "platform admin")) {
            assertThat(as(caller)
                            .get(Api.JOBS + "/user/" + UUID.randomUUID() + "/latest")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(as(caller).get(Api.JOBS + "/user/nonsense/latest").statusCode())
                    .isEqualTo(400);
        }
        assertThat(as("that user").get(Api.JOBS + "/user/" + user + "/latest").statusCode())
                .isEqualTo(404);
        assertThat(as("stranger")
                        .get(Api.JOBS + "/user/" + UUID.randomUUID() + "/latest")
                        .statusCode())
                .isEqualTo(403);
    }

    private RequestSpecification as(String caller) {
        return switch (caller) {
            case "nobody" -> RestAssured.given();
            case "expired" -> Api.as(Tokens.expired());
            case "forged" -> Api.as(Tokens.forged());
            case "wrong audience" -> Api.as(Tokens.wrongAudience());
            case "wrong issuer" -> Api.as(Tokens.wrongIssuer());
            case "service" -> Api.service();
            case "platform admin" -> Api.as(Tokens.platformAdmin());
            case "that user" -> Api.as(Tokens.user(user));
            case "initiator" -> Api.as(Tokens.user(initiator));
            case "stranger" -> Api.as(Tokens.user(UUID.randomUUID()));
            case "self-promoted" -> Api.as(Tokens.selfPromoted(UUID.randomUUID()));
            default -> throw new IllegalArgumentException(caller);
        };
    }
}
