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

/** What is published about this service, to whoever asks, without a token. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class OpenApiIT {

    @Test
    void documentsEveryAnswerOfEveryCallWithAnExample() {
        JsonPath api = given().when()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Object>> paths = api.getMap("paths");

        paths.forEach((path, item) -> Stream.of("get", "delete", "post", "put")
                .filter(item::containsKey)
                .forEach(method -> responses(item, method).forEach((status, response) -> {
                    Map<String, Object> resolved = resolve(api, response);
                    Map<String, Map<String, Object>> content = map(resolved.get("content"));
                    assertThat(content).as("%s %s %s", method, path, status).isNotEmpty();
                    content.values()
                            .forEach(media -> assertThat(media)
                                    .as("%s %s %s", method, path, status)
                                    .satisfiesAnyOf(
                                            some -> assertThat(some).containsKey("examples"),
                                            some -> assertThat(some).containsKey("example")));
                })));
        assertThat(statuses(paths, "/api/v1/tenants/{tenant_id}", "delete"))
                .containsExactly("200", "202", "400", "401", "403", "404", "409", "428", "502", "503");
        assertThat(statuses(paths, "/api/v1/tenants/{tenant_id}", "get"))
                .containsExactly("200", "400", "401", "403", "404");
        assertThat(statuses(paths, "/api/v1/tenants/{tenant_id}/admins", "get"))
                .containsExactly("200", "400", "401", "404");
        assertThat(statuses(paths, "/api/v1/tenants/user/{user_id}/memberships", "get"))
                .containsExactly("200", "400", "401", "403");
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
