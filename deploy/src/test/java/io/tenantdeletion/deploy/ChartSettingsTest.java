package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart tells an application is what that application reads. */
@Tag("platform")
class ChartSettingsTest {

    private static final Map<String, KnownVariables> KNOWN = KnownVariables.APPLICATIONS;

    static List<Path> valuesFiles() {
        return Chart.valuesFiles();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyVariableIsRead(Path values) {
        assertThat(containers(Chart.render(values, Map.of()))).isNotEmpty().allSatisfy(container -> {
            List<String> names =
                    container.getEnv().stream().map(EnvVar::getName).toList();
            assertThat(names).doesNotHaveDuplicates();
            assertThat(names).as(container.getImage()).allMatch(known(container)::contains);
        });
    }

    @Test
    void anotherApplicationsVariableIsNotRead() {
        assertThat(KNOWN.get("orchestrator").contains("DELETION_SERVICES")).isFalse();
        assertThat(KNOWN.get("tenant").contains("DELETION_RETENTION_PERIOD")).isFalse();
        assertThat(KNOWN.get("domain-services").contains("PG_HOTS")).isFalse();
        assertThat(KNOWN.get("orchestrator").contains("QUARKUS_HTTP_PROT")).isFalse();
    }

    @Test
    void theServicesAreTheOnesThatTheImageHas() {
        List<String> served = containers(Chart.render(Chart.DIRECTORY.resolve("values.yaml"), Map.of())).stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals("DELETION_SERVICES"))
                .map(EnvVar::getValue)
                .filter(value -> !value.contains(","))
                .toList();

        assertThat(served)
                .containsExactlyInAnyOrder(
                        "orders",
                        "inventory",
                        "recipes",
                        "sales",
                        "production",
                        "suppliers",
                        "pos",
                        "external",
                        "forecasting",
                        "training",
                        "notifications",
                        "alerts",
                        "attractions");
    }

    private static KnownVariables known(Container container) {
        return KNOWN.entrySet().stream()
                .filter(application -> container.getImage().matches(".*/" + application.getKey() + "([:@].*)?"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<Container> containers(List<HasMetadata> manifests) {
        return manifests.stream()
                .flatMap(manifest -> manifest instanceof Deployment deployment
                        ? Stream.of(deployment.getSpec().getTemplate().getSpec())
                        : manifest instanceof Job job
                                ? Stream.of(job.getSpec().getTemplate().getSpec())
                                : Stream.empty())
                .flatMap(pod -> pod.getContainers().stream())
                .toList();
    }
}
