package io.tenantdeletion.orchestrator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How often one caller may call. */
@QuarkusTest
@WithTestResource(SmallLimits.class)
class RateLimitIT extends OrchestratorTest {

    @Inject
    StandingClock clock;

    @Inject
    RateLimit rate;

    @Inject
    Limits limits;

    @Inject
    Pool pool;

    private final UUID user = UUID.randomUUID();

    @Test
    void aCallTooManyIsRefusedAndSaysHowLongToWait() {
        for (int call = 1; call <= 3; call++) {
            call(user).then().statusCode(204);
            clock.move(Duration.ofSeconds(10));
        }

        call(user)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "30")
                .body("type", equalTo("urn:tenant-deletion:problem:rate-limited"));
        assertThat(Audit.line("actor=" + user)).containsEntry("reason", "rate-limited");
    }

    @Test
    void whoWaitsAsToldGetsThrough() {
        call(user);
        clock.move(Duration.ofSeconds(40));
        call(user);
        call(user);
        Response refused = call(user);
        clock.move(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));

        call(user).then().statusCode(204);
        // Any minute counts, not only one that begins with the first call.
        call(user).then().statusCode(429).header("Retry-After", "40");
    }

    @Test
    void refusedCallsDoNotCount() {
        for (int call = 1; call <= 10; call++) {
            call(user);
        }
        clock.move(Duration.ofMinutes(1));

        call(user).then().statusCode(204);
    }

    @Test
    void aRefusalIsAboutWhomTheResourceSaid() {
        UUID tenant = UUID.randomUUID();
        for (int call = 1; call <= 4; call++) {
            post(Tokens.user(user), "/rate?about=" + tenant);
        }

        assertThat(Audit.line("subject=" + tenant)).containsEntry("reason", "rate-limited");
    }

    @Test
    void callersDoNotDisturbEachOther() {
        for (int call = 1; call <= 4; call++) {
            call(user);
        }

        call(UUID.randomUUID()).then().statusCode(204);
    }

    @Test
    void callsAtTheSameTimeAtSeveralReplicasAreCountedRight() {
        RateLimit other = new RateLimit(pool);

        long passed = Multi.createFrom()
                .range(0, 40)
                .onItem()
                .transformToUni(n ->
                        (n % 2 == 0 ? rate : other).take(user.toString(), 3, Duration.ofMinutes(1), clock.instant()))
                .merge(20)
                .filter(Optional::isEmpty)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30))
                .size();

        assertThat(passed).isEqualTo(3);
    }

    @Test
    void oldCallsAreForgotten() {
        call(user);
        clock.move(Duration.ofSeconds(59));
        limits.clean().await().atMost(Duration.ofSeconds(20));
        assertThat(remembered()).isEqualTo("1");

        clock.move(Duration.ofSeconds(1));
        limits.clean().await().atMost(Duration.ofSeconds(20));
        assertThat(remembered()).isEqualTo("0");
    }

    private Response call(UUID caller) {
        return post(Tokens.user(caller), "/rate");
    }

    private static Response post(String token, String path) {
        return Api.as(token).post("/api/v1/limited" + path);
    }

    private String remembered() {
        return TestDatabase.query("select count(*) from orchestrator.deletion_calls where actor = '" + user + "'")
                .get(0);
    }
}
