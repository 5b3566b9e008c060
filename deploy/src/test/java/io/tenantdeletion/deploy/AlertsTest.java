package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("platform")
class AlertsTest {

    private static final String TESTS = "alerts-test.yaml";
    private static final Path RUNBOOKS = Chart.ROOT.resolve("src-docs/howto/runbooks");

    @TempDir
    Path directory;

    @Test
    void rulesAreWhatPrometheusTakesAndFireWhenTheyShould() throws Exception {
        // Given
        Promtool.assumeInstalled();
        Files.writeString(
                directory.resolve("rules.yaml"),
                Serialization.asYaml(rules(Map.of()).getSpec()));
        Files.copy(Path.of("src/test/resources", TESTS), directory.resolve(TESTS));

        // When, Then
        Promtool.assertSuccess(directory, "check", "rules", "rules.yaml");
        Promtool.assertSuccess(directory, "test", "rules", TESTS);
    }

    @Test
    void everyAlertHasATestAndAPageThatSaysWhatToDo() throws Exception {
        String tests = Files.readString(Path.of("src/test/resources", TESTS));

        assertThat(alerts(Map.of())).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(tests).contains("alertname: " + alert.getAlert() + "\n        exp_alerts:\n");
            String url = alert.getAnnotations().get("runbook_url");
            Path page = RUNBOOKS.resolve(url.replaceFirst(".*/", "").replace(".html", ".md"));
            assertThat(page).exists();
            assertThat(Files.readString(page)).contains("Alert `" + alert.getAlert() + "`");
        });
        try (var pages = Files.list(RUNBOOKS)) {
            assertThat(pages.count())
                    .as("pages of no alert")
                    .isEqualTo(alerts(Map.of()).size());
        }
    }

    @Test
    void waitingTimesCanBeShortenedForARehearsal() {
        assertThat(alerts(Map.of("monitoring.alerts.for", "2s")))
                .allSatisfy(alert -> assertThat(alert.getFor()).isEqualTo("2s"));
    }

    private static List<Rule> alerts(Map<String, Object> settings) {
        return rules(settings).getSpec().getGroups().get(0).getRules();
    }

    private static PrometheusRule rules(Map<String, Object> settings) {
        return Chart.only(PrometheusRule.class, Chart.render(Chart.values("production"), settings))
                .get(0);
    }
}
