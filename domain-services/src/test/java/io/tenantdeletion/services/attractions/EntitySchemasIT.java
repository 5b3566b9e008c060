package io.tenantdeletion.services.attractions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The served document says what each kind's bodies are. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class EntitySchemasIT {

    @Test
    void everyKindsBodiesAreWhatItsEntityIs() {
        JsonPath document = RestAssured.get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(document.<String, Object>getMap("components.schemas.Ride.properties"))
                .containsOnlyKeys(
                        "id",
                        "name",
                        "status",
                        "park_id",
                        "manufacturer_id",
                        "ride_model_id",
                        "height_m",
                        "opened_on",
                        "description")
                .containsEntry("park_id", Map.of("type", "string", "format", "uuid"))
                .containsEntry("height_m", Map.of("type", "number", "minimum", 0, "maximum", 1000))
                .containsEntry("name", Map.of("type", "string", "maxLength", 200));
        String ride = "#/components/schemas/Ride";
        String body = "paths.'/api/v1/rides'.post.requestBody.content.'application/json'.schema";
        assertThat(document.getString(body + ".allOf[0].'$ref'")).isEqualTo(ride);
        assertThat(document.<String>getList(body + ".required")).isEqualTo(List.of("name", "park_id"));
        assertThat(document.getString(
                        "paths.'/api/v1/rides/{id}'.get.responses.'200'.content.'application/json'.schema.'$ref'"))
                .isEqualTo(ride);
        assertThat(
                        document.getString(
                                "paths.'/api/v1/rides/{id}'.patch.requestBody.content.'application/merge-patch+json'.schema.'$ref'"))
                .isEqualTo(ride);
    }
}
