package io.tenantdeletion.services.app;

import static io.restassured.RestAssured.given;
import static io.tenantdeletion.commons.test.TestDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestIssuer;
import io.tenantdeletion.commons.test.TestSettings;
import io.tenantdeletion.commons.test.Tokens;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One image, many deployments: a process configured for two contexts is a process of these two. */
@QuarkusTest
@WithTestResource(SelectionIT.OrdersAndPos.class)
@WithTestResource(
        value = PlatformTestResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "issuer", value = "away"))
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SelectionIT {

    private static final String TENANT = UUID.randomUUID().toString();

    @Test
    @Order(1)
    void startsWithoutTheIdentityProviderAndGoesOnWhenItIsThere() {
        preview("orders")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", endsWith(":unavailable"));
        given().get("/api/v1/orders/tenant/{tenant}/deletion-preview", TENANT)
                .then()
                .statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'identity provider' }.status", equalTo("DOWN"));

        TestIssuer.comeBack();

        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);
        preview("orders").then().statusCode(200);
    }

    private static Response preview(String service) {
        return given().auth()
                .oauth2(Tokens.service())
                .get("/api/v1/{service}/tenant/{tenant}/deletion-preview", service, TENANT);
    }

    @Test
    void onlyTheSchemasOfTheNamedContextsExist() {
        assertThat(query("""
                select nspname from pg_namespace
                where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public') order by 1""")).containsExactly("orders", "pos", "tenant_deletion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "pos"})
    void servesTheNamedContexts(String service) {
        given().auth()
                .oauth2(Tokens.service())
                .when()
                .get("/api/v1/{service}/tenant/{tenant}/deletion-preview", service, TENANT)
                .then()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("total_records", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inventory",
                "recipes",
                "sales",
                "production",
                "suppliers",
                "external",
                "forecasting",
                "training",
                "notifications",
                "alerts",
                "notification",
                "ORDERS",
                "nothing"
            })
    void knowsNoOtherContext(String service) {
        given().auth()
                .oauth2(Tokens.service())
                .when()
                .get("/api/v1/{service}/tenant/{tenant}/deletion-preview", service, TENANT)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", endsWith("unknown-service"));
        given().auth()
                .oauth2(Tokens.service())
                .when()
                .delete("/api/v1/{service}/tenant/{tenant}", service, TENANT)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", endsWith("unknown-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "forecasts", "notifications", "training", "sales"})
    void knowsNoDataOfUsersOfOtherContexts(String data) {
        given().auth()
                .oauth2(Tokens.service())
                .when()
                .delete("/api/v1/{data}/user/{user}", data, UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", endsWith("unknown-service"));
    }

    /** As in a deployment of two contexts. */
    public static class OrdersAndPos extends TestSettings {

        @Override
        public Map<String, String> start() {
            return Map.of("deletion.services", "orders,pos");
        }
    }
}
