package io.tenantdeletion.deploy;

import static io.tenantdeletion.deploy.Chart.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("platform")
class ChartTest {

    private static final int CALL_SECONDS = 55;

    @Test
    void lintHasNothingToSay() {
        LintResult result = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    static List<Path> valuesFiles() {
        return Chart.valuesFiles();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyFieldIsKubernetes(Path values) {
        List<HasMetadata> manifests = Chart.render(values, Map.of());

        assertThat(manifests).isNotEmpty();
        assertThat(manifests).allSatisfy(manifest -> {
            String name = manifest.getKind() + " " + manifest.getMetadata().getName();
            assertThat(manifest.getClass().getSimpleName()).as(name).isEqualTo(manifest.getKind());
            assertThat(UnknownFields.of(manifest.getKind(), manifest)).as(name).isEmpty();
            assertThat(manifest.getMetadata().getName().length()).as(name).isLessThanOrEqualTo(63);
        });
        List<String> names = manifests.stream()
                .map(manifest ->
                        manifest.getKind() + "/" + manifest.getMetadata().getName())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void noPodMayMoreThanItNeeds(Path values) {
        List<PodSpec> pods = pods(Chart.render(values, Map.of()));

        assertThat(pods).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            Container container = pod.getContainers().get(0);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void aPodThatStopsEndsItsCalls(Path values) {
        assertThat(only(Deployment.class, Chart.render(values, Map.of())))
                .isNotEmpty()
                .allSatisfy(deployment -> {
                    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
                    Container container = pod.getContainers().get(0);
                    long drain =
                            container.getLifecycle().getPreStop().getSleep().getSeconds();
                    int shutdown = Integer.parseInt(
                            value(container, "QUARKUS_SHUTDOWN_TIMEOUT").replace("s", ""));
                    assertThat(shutdown).isGreaterThan(CALL_SECONDS);
                    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(drain + shutdown);
                    assertThat(container.getStartupProbe()).isNotNull();
                    assertThat(container.getLivenessProbe()).isNotNull();
                    assertThat(container.getReadinessProbe()).isNotNull();
                });
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void whatRunsHasNotTheRoleThatOwnsTheTables(Path values) {
        List<HasMetadata> manifests = Chart.render(values, Map.of());
        boolean job = !only(Job.class, manifests).isEmpty();

        assertThat(only(Deployment.class, manifests)).allSatisfy(deployment -> {
            List<String> names = names(deployment.getSpec().getTemplate().getSpec());
            assertThat(names.contains("PG_MIGRATION_PASSWORD")).isNotEqualTo(job);
            assertThat(names.contains("DELETION_MIGRATION_AT_START")).isEqualTo(job);
        });
        assertThat(only(Job.class, manifests)).allSatisfy(migration -> {
            assertThat(names(migration.getSpec().getTemplate().getSpec()))
                    .contains("PG_MIGRATION_PASSWORD", "DELETION_MIGRATION_ONLY")
                    .doesNotContain("PG_PASSWORD", "PG_PURGE_PASSWORD");
            assertThat(migration.getMetadata().getAnnotations())
                    .containsEntry(Chart.RENDERED_HOOK, "pre-install,pre-upgrade");
        });
    }

    @Test
    void theDefaultIsEveryServiceTheTenantServiceAndTheOrchestrator() {
        // When
        List<HasMetadata> manifests = Chart.render(Chart.DIRECTORY.resolve("values.yaml"), Map.of());

        // Then
        assertThat(only(Deployment.class, manifests)).hasSize(15);
        assertThat(only(PodDisruptionBudget.class, manifests)).hasSize(15);
        assertThat(only(NetworkPolicy.class, manifests)).hasSize(16);
        assertThat(only(Job.class, manifests))
                .as("orchestrator, tenant, and one for the database of all services")
                .hasSize(3);
        assertThat(only(ServiceAccount.class, manifests))
                .singleElement()
                .satisfies(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
        assertThat(new HashSet<>(images(manifests)))
                .containsExactlyInAnyOrder(
                        "tenant-deletion/orchestrator:0.1.0",
                        "tenant-deletion/tenant:0.1.0",
                        "tenant-deletion/domain-services:0.1.0",
                        "registry.access.redhat.com/ubi9/ubi-minimal:9.6");
    }

    @Test
    void productionIsWatchedScaledAndReachedByTlsOnly() {
        // When
        List<HasMetadata> manifests = Chart.render(Chart.values("production"), Map.of());

        // Then
        assertThat(only(HorizontalPodAutoscaler.class, manifests)).hasSize(3);
        assertThat(only(ServiceMonitor.class, manifests)).hasSize(1);
        assertThat(only(PrometheusRule.class, manifests)).hasSize(1);
        assertThat(only(ConfigMap.class, manifests)).hasSize(5);
        assertThat(only(Ingress.class, manifests)).singleElement().satisfies(ingress -> {
            assertThat(ingress.getSpec().getTls()).isNotEmpty();
            assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths())
                    .noneMatch(
                            path -> "/".equals(path.getPath()) || path.getPath().startsWith("/q"));
        });
        assertThat(only(Job.class, manifests))
                .as("orchestrator, tenant, the services' database, and the one of pos")
                .hasSize(4);
    }

    @Test
    void aDigestGoesBeforeTheTag() {
        String digest = "sha256:" + "0".repeat(64);

        List<HasMetadata> manifests =
                Chart.render(Chart.values("minimal"), Map.of("images.tenant.digest", digest, "image.tag", "1.2.3"));

        assertThat(images(manifests))
                .contains("tenant-deletion/tenant@" + digest, "tenant-deletion/orchestrator:1.2.3");
    }

    @Test
    void aMisspelledValueIsRefused() {
        assertThatThrownBy(() -> Chart.render(Chart.values("minimal"), Map.of("postgresql.hots", "db")))
                .hasMessageContaining("hots");
        assertThatThrownBy(() -> Chart.render(Chart.values("minimal"), Map.of("services.orders.replica", 2)))
                .hasMessageContaining("replica");
        assertThatThrownBy(() -> Chart.render(Chart.values("minimal"), Map.of("stopping.shutdownSeconds", 10)))
                .hasMessageContaining("shutdownSeconds");
    }

    private static List<PodSpec> pods(List<HasMetadata> manifests) {
        return manifests.stream()
                .flatMap(manifest -> manifest instanceof Deployment deployment
                        ? Stream.of(deployment.getSpec().getTemplate().getSpec())
                        : manifest instanceof Job job
                                ? Stream.of(job.getSpec().getTemplate().getSpec())
                                : manifest instanceof Pod pod ? Stream.of(pod.getSpec()) : Stream.empty())
                .toList();
    }

    private static List<String> images(List<HasMetadata> manifests) {
        return pods(manifests).stream()
                .map(pod -> pod.getContainers().get(0).getImage())
                .collect(Collectors.toList());
    }

    private static List<String> names(PodSpec pod) {
        return pod.getContainers().get(0).getEnv().stream()
                .map(variable -> variable.getName())
                .toList();
    }

    private static String value(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
