package io.tenantdeletion.commons.test;

import static io.restassured.RestAssured.given;
import static io.tenantdeletion.commons.test.AbstractEdgeTest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every application does while its database or the identity provider is not there: it says so, and goes on by
 * itself when they are back. Extend it in a {@code @QuarkusTest}.
 */
public abstract class AbstractOutageTest {

    private static final Duration PROBE = Duration.ofSeconds(6);

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size", defaultValue = "20")
    int poolSize;

    /** The path of a GET that a service may make and that asks the database. */
    protected abstract String path();

    /** The name of the health check that asks the database. */
    protected abstract String databaseCheck();

    /** Asserts what else says so while the database refuses connections. */
    protected void assertUnavailable() {}

    @AfterEach
    void everybodyIsBack() {
        TestIssuer.comeBack();
        awaitReady();
    }

    @Test
    void aDatabaseThatRefusesConnectionsIsUnavailable() {
        assertThat(read()).isEqualTo(200);
        TestDatabase.refuse();
        try (StackTraces traces = new StackTraces()) {
            as(Tokens.service())
                    .get(path())
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", endsWith(":unavailable"));
            assertUnavailable();
            given().get("/q/health/ready").then().statusCode(503).body("checks.name", hasItems(databaseCheck()));
            assertThat(traces.lines()).isEmpty();
        } finally {
            TestDatabase.accept();
        }
        Awaitility.await().until(() -> read() == 200);
    }

    @Test
    void healthAnswersWhileEveryConnectionIsTaken() {
        List<SqlConnection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < poolSize; i++) {
                taken.add(pool.getConnection()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());
            }
            Instant begin = Instant.now();

            given().get("/q/health/ready").then().statusCode(503).body("checks.name", hasItems(databaseCheck()));

            assertThat(Duration.between(begin, Instant.now())).isLessThan(PROBE);
        } finally {
            taken.forEach(connection ->
                    connection.close().toCompletionStage().toCompletableFuture().join());
        }
    }

    @Test
    void newKeysOfTheIdentityProviderKeepNobodyOut() {
        for (int change = 0; change < 2; change++) {
            TestIssuer.changeKeys();
            String token = Tokens.service();

            assertThat(Stream.generate(() -> CompletableFuture.supplyAsync(
                                    () -> as(token).get(path()).statusCode()))
                            .limit(6)
                            .toList()
                            .stream()
                            .map(CompletableFuture::join))
                    .containsOnly(200);
        }
    }

    @Test
    void whileTheKeysAreKnownTheIdentityProviderMayBeAway() {
        assertThat(read()).isEqualTo(200);
        TestIssuer.goAway();

        assertThat(read()).isEqualTo(200);
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItems("identity provider"));
        as(Tokens.expired()).get(path()).then().statusCode(401);
        as(Tokens.ofUnknownKey()).get(path()).then().statusCode(503).body("type", endsWith(":unavailable"));
    }

    @Test
    void aMadeUpKeyIsRefused() {
        as(Tokens.ofUnknownKey()).get(path()).then().statusCode(401);
        as("no.token.atall").get(path()).then().statusCode(401);
        as("opaque").get(path()).then().statusCode(401);
    }

    private int read() {
        return as(Tokens.service()).get(path()).statusCode();
    }

    private static void awaitReady() {
        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
