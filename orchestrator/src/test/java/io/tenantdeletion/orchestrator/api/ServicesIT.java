package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakePlans;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the services are that take part. */
@QuarkusTest
class ServicesIT extends OrchestratorTest {

    private static final String PATH = "/api/v1/services";

    @AfterEach
    void asUsual() {
        FakePlans.put("pos", null);
        check("pos");
    }

    @Test
    void everyServiceIsListedWithWhatItCanDo() {
        Api.as(Tokens.platformAdmin())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("$", hasSize(13))
                .body("[12].service", equalTo("tenant"))
                .body("find { it.service == 'pos' }.reachable", equalTo(true))
                .body("find { it.service == 'pos' }.plan_version", equalTo("p1"))
                .body("find { it.service == 'pos' }.breaker", equalTo("closed"))
                .body("find { it.service == 'pos' }.capabilities", hasItems("preview", "purge", "fence", "verify"));
    }

    @Test
    void findingsAreShown() {
        FakePlans.put("pos", FakePlans.plan("""
                [{"severity": "error", "code": "unmarked-table", "table": "things", "detail": "d", "remedy": "r"}]"""));

        check("pos").body("findings[0].code", equalTo("unmarked-table")).body("reachable", equalTo(true));
    }

    @Test
    void whoDoesNotAnswerIsNotReachableUntilItIsAskedAgain() {
        FakePlans.put("pos", Reply.status(503));

        String since = check("pos")
                .body("reachable", equalTo(false))
                .body("error", containsString("503"))
                .body("error_since", notNullValue())
                .extract()
                .path("error_since");
        assertThat(check("pos").extract().<String>path("error_since")).isEqualTo(since);

        FakePlans.put("pos", null);
        check("pos").body("reachable", equalTo(true)).body("error", nullValue());
    }

    @Test
    void aServiceThatKnowsNothingOfPlansIsThereAllTheSame() {
        FakePlans.put("pos", Reply.status(404));

        check("pos").body("reachable", equalTo(true)).body("plan_version", nullValue());
    }

    @Test
    void thisIsForPlatformAdmins() {
        Api.service().get(PATH).then().statusCode(403);
        Api.as(Tokens.user(UUID.randomUUID())).post(PATH + "/pos/check").then().statusCode(403);
        Api.as(Tokens.platformAdmin()).post(PATH + "/none/check").then().statusCode(404);
    }

    private static ValidatableResponse check(String service) {
        return Api.as(Tokens.platformAdmin())
                .post(PATH + "/" + service + "/check")
                .then();
    }
}
