package io.tenantdeletion.tenant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published about this service, to whoever asks, without a token. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class OpenApiIT {

    @Test
    void documentsEveryAnswerOfEveryCallWithAnExample() {
        JsonPath api = api();
        Map<String, Map<String, Object>> paths = api.getMap("paths");

        paths.forEach((path, item) -> Stream.of("get", "delete", "post", "put")
                .filter(item::containsKey)
                .forEach(method -> responses(item, method).forEach((status, response) -> {
                    Map<String, Object> resolved = resolve(api, response);
                    Map<String, Map<String, Object>> content = map(resolved.get("content"));
                    if ("204".equals(status)) {
                        return;
                    }
                    assertThat(content).as("%s %s %s", method, path, status).isNotEmpty();
                    content.values()
                            .forEach(media -> assertThat(media)
                                    .as("%s %s %s", method, path, status)
                                    .satisfiesAnyOf(
                                            some -> assertThat(some).containsKey("examples"),
                                            some -> assertThat(some).containsKey("example")));
                })));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get    | ''                                | 200 400 401 403",
                "post   | ''                                | 201 400 401 403 409 422",
                "get    | /{tenant_id}                      | 200 400 401 403 404",
                "delete | /{tenant_id}                      | 200 202 400 401 403 404 409 422 428 429 502 503",
                "put    | /{tenant_id}/deletion             | 200 400 401 403 404 409",
                "delete | /{tenant_id}/deletion             | 204 400 401 403 409",
                "post   | /{tenant_id}/restore              | 200 400 401 403 404 409 503",
                "post   | /{tenant_id}/transfer-ownership   | 200 400 401 403 404 409",
                "get    | /{tenant_id}/admins               | 200 400 401 404",
                "get    | /{tenant_id}/members              | 200 400 401 403 404",
                "put    | /{tenant_id}/members/{user_id}    | 200 400 401 403 404 409",
                "delete | /{tenant_id}/members/{user_id}    | 204 400 401 403 404 409",
                "get    | /user/{user_id}/memberships       | 200 400 401 403",
                "delete | /user/{user_id}/memberships       | 200 400 401 403 409 503",
                "post   | /user/{user_id}/memberships/restore | 200 400 401 403 409 410 503",
                "delete | /user/{user_id}/memberships/restore | 204 400 401 403",
                "get    | /user/{user_id}/ownerships        | 200 400 401 403",
            })
    void listsEveryCall(String method, String path, String statuses) {
        assertThat(statuses(api().getMap("paths"), "/api/v1/tenants" + path, method))
                .containsExactly(statuses.split(" "));
    }

    private static JsonPath api() {
        return given().when()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Set<String> statuses(Map<String, Map<String, Object>> paths, String path, String method) {
        return new TreeSet<>(responses(paths.get(path), method).keySet());
    }

    private static Map<String, Map<String, Object>> responses(Map<String, Object> item, String method) {
        Map<String, Map<String, Object>> documented =
                map(OpenApiIT.<Object>map(item.get(method)).get("responses"));
        // Quarkus adds a 403 to every call that needs a token, also to those that are for everybody who has one.
        return documented.entrySet().stream()
                .filter(response -> !"Not Allowed".equals(response.getValue().get("description")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Object> resolve(JsonPath api, Map<String, Object> response) {
        String reference = (String) response.get("$ref");
        if (reference == null) {
            return response;
        }
        Map<String, Object> target = api.getMap(reference.substring(2).replace('/', '.'));
        assertThat(target).as(reference).isNotNull();
        return target;
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(Object json) {
        return (Map<String, V>) json;
    }
}
