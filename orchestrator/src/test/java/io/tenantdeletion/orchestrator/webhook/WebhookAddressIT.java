package io.tenantdeletion.orchestrator.webhook;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without configuration, no webhook leads inside. */
@QuarkusTest
class WebhookAddressIT extends OrchestratorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://localhost./",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://user@hooks.example.com/",
                "https://ip6-localhost.localdomain/"
            })
    void anAddressThatMustNotBeCalledIsRefused(String url) {
        Api.as(Tokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(Map.of("url", url, "events", List.of("*")))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tenant-deletion:problem:webhook-address-refused"));
    }
}
