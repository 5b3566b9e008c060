package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and API clients call is published, at the part that answers it; nothing else is. */
@Tag("platform")
class IngressTest {

    /** Called by other parts only. */
    private static final Set<String> INTERNAL = Set.of("/api/v1/events", "/");

    private static final List<HTTPIngressPath> PUBLISHED = Chart.only(
                    Ingress.class, Chart.render(Chart.values("production"), Map.of()))
            .get(0)
            .getSpec()
            .getRules()
            .get(0)
            .getHttp()
            .getPaths();

    @ParameterizedTest
    @ValueSource(strings = {"orchestrator", "tenant"})
    void everyResourceIsReachedAtItsPart(String part) {
        List<String> paths = new ClassFileImporter()
                .importPackages("io.tenantdeletion." + part).stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) && !type.isInterface())
                        .map(type -> type.getAnnotationOfType(Path.class).value())
                        .filter(path -> !INTERNAL.contains(path))
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(PUBLISHED)
                        .as(path)
                        .filteredOn(published -> (path + "/").startsWith(published.getPath() + "/"))
                        .extracting(
                                published -> published.getBackend().getService().getName())
                        .containsExactly("erasure-tenant-deletion-" + part));
    }
}
