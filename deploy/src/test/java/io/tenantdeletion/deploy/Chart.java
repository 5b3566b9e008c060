package io.tenantdeletion.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart, rendered by Helm. */
final class Chart {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path DIRECTORY = ROOT.resolve("deploy/helm/tenant-deletion");

    /** What makes a manifest a hook, which Helm as a library leaves out, and what it is called here instead. */
    private static final String HOOK = "helm.sh/hook";

    static final String RENDERED_HOOK = "rendered.helm.sh/hook";

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Path WITHOUT_HOOKS = withoutHooks();

    private Chart() {}

    /** Every file of values, the chart's own included. */
    static List<Path> valuesFiles() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.getFileName().toString().matches("values.*\\.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Path values(String name) {
        return DIRECTORY.resolve("values-" + name + ".yaml");
    }

    /** What an installation with these values would create, the jobs of its hooks included. */
    static List<HasMetadata> render(Path values, Map<String, Object> settings) {
        TemplateCommand template = new Helm(WITHOUT_HOOKS)
                .template()
                .withName("erasure")
                .withNamespace("platform")
                .withKubeVersion("1.31.0")
                .withValuesFile(values);
        settings.forEach(template::set);
        return Arrays.stream(template.call().split("(?m)^---\\s*$"))
                .filter(document -> document.lines()
                        .anyMatch(
                                line -> !line.isBlank() && !line.stripLeading().startsWith("#")))
                .map(document -> (HasMetadata) YAML.unmarshal(document))
                .toList();
    }

    private static Path withoutHooks() {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            Path copy = Path.of("target", "chart").toAbsolutePath();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(DIRECTORY.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replace(HOOK, RENDERED_HOOK));
            }
            return copy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The manifests of one kind. */
    static <T extends HasMetadata> List<T> only(Class<T> kind, List<HasMetadata> manifests) {
        return manifests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
