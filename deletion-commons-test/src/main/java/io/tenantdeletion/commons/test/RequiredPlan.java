package io.tenantdeletion.commons.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInfo;

/** Where a service may not delete, one test fails with every reason and its mend, and the others are skipped. */
final class RequiredPlan {

    private final String service;
    private final List<String> errors;

    /**
     * Asks the service what it finds about its schema now.
     *
     * @param subjects tenant, user or both: whose plan the tests need
     */
    RequiredPlan(String service, String... subjects) {
        this.service = service;
        errors = Stream.of(subjects)
                .flatMap(subject -> errors(service, subject))
                .distinct()
                .toList();
    }

    private static Stream<String> errors(String service, String subject) {
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
        return findings.stream()
                .filter(finding -> "error".equals(finding.get("severity")))
                .map(finding -> finding.get("code") + ": " + finding.get("detail") + " " + finding.get("remedy"));
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
