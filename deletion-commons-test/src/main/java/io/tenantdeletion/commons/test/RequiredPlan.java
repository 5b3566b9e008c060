package io.tenantdeletion.commons.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInfo;

/** Where a service may not delete, one test fails with every reason and its mend, and the others are skipped. */
final class RequiredPlan {

    private final String service;
    private final List<String> errors;

    /**
     * Asks the service what it finds about its schema now.
     *
     * @param subject tenant or user
     */
    RequiredPlan(String service, String subject) {
        this.service = service;
        List<Map<String, String>> findings = given().auth()
                .oauth2(Tokens.service())
                .queryParam("subject", subject)
                .get("/api/v1/{service}/deletion-plan", service)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .extract()
                .path("findings");
        errors = findings.stream()
                .filter(finding -> "error".equals(finding.get("severity")))
                .map(finding -> finding.get("code") + ": " + finding.get("detail") + " " + finding.get("remedy"))
                .toList();
    }

    /** Whether nothing can be deleted. */
    boolean isRefused() {
        return !errors.isEmpty();
    }

    /** Skips a test that could only say that nothing can be deleted. */
    void skipOthersThan(String tag, TestInfo test) {
        Assumptions.assumeTrue(
                !isRefused() || test.getTags().contains(tag), "no deletion plan: see the failure of hasAPlan");
    }

    /** Fails with every reason why there is no plan. */
    void require() {
        assertThat(errors)
                .withFailMessage(() -> "Nothing can be deleted from " + service + ":"
                        + errors.stream().map(error -> "\n  - " + error).collect(Collectors.joining()))
                .isEmpty();
    }
}
