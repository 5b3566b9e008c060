package io.tenantdeletion.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.orchestrator.KeycloakTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of legal holds is for those who keep them. */
@QuarkusTest
class ConsoleHoldsIT extends KeycloakTest {

    private ConsoleSession admin;

    @BeforeEach
    void login() {
        admin = ConsoleSession.of(RestAssured.port, BakeryRealm.ADMIN);
    }

    @Test
    void whoKeepsLegalHoldsSetsAndLiftsThemAndNobodyElse() {
        ConsoleSession keeper = ConsoleSession.of(RestAssured.port, BakeryRealm.LEGAL);
        UUID tenant = UUID.randomUUID();
        String page = "/console/legal-holds";
        Map<String, String> hold =
                Map.of("subject_id", tenant.toString(), "reference", "case <7>", "reason", "evidence");

        assertThat(admin.get(page).statusCode()).isEqualTo(403);
        assertThat(keeper.post(page, Map.of("subject_id", "nobody", "reference", "x", "reason", "y"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(keeper.post(page, hold).statusCode()).isEqualTo(303);
        assertThat(keeper.get(page).asString()).contains(tenant.toString(), "case &lt;7&gt;", ">Legal holds</a>");
        assertThat(keeper.post(page + "/" + tenant + "/lift", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(keeper.get(page).asString()).doesNotContain(tenant.toString());
    }
}
