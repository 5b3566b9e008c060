package io.tenantdeletion.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables of the environment that an application reads: the keys of its mappings, of its files, those that their
 * values refer to, and Quarkus's own.
 */
final class KnownVariables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]+)");
    private static final String QUARKUS = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final String SHARED = "META-INF/microprofile-config.properties";
    /** Read by the JVM. */
    private static final String JVM = "JAVA_TOOL_OPTIONS";

    /** Those of each application, by its name. */
    static final Map<String, KnownVariables> APPLICATIONS = Map.of(
            "orchestrator", of(List.of("orchestrator", "deletion-web")),
            "tenant", of(List.of("tenant", "deletion-commons", "deletion-web")),
            "domain-services", of(List.of("domain-services", "moderation", "deletion-commons", "deletion-web")));

    private final Set<String> patterns = new HashSet<>(Set.of(JVM));

    private KnownVariables() {}

    /** Those of an application that consists of these modules. */
    private static KnownVariables of(List<String> modules) {
        KnownVariables known = new KnownVariables();
        for (String module : modules) {
            Path resources = Chart.ROOT.resolve(module).resolve("src/main/resources");
            Stream.of("application.properties", SHARED)
                    .map(resources::resolve)
                    .filter(Files::exists)
                    .forEach(known::add);
        }
        mappings()
                .filter(type -> modules.stream()
                        .anyMatch(module -> type.getSource()
                                .orElseThrow()
                                .getUri()
                                .toString()
                                .matches(".*/" + module + "/target/.*")))
                .flatMap(type -> ConfigClass.configClass(type.reflect()).getProperties().keySet().stream())
                .forEach(known::add);
        known.addQuarkus();
        return known;
    }

    boolean contains(String variable) {
        return patterns.stream().anyMatch(variable::matches);
    }

    private static Stream<JavaClass> mappings() {
        return new ClassFileImporter()
                .importPackages("io.tenantdeletion").stream().filter(type -> type.isAnnotatedWith(ConfigMapping.class));
    }

    private void add(String key) {
        patterns.add(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_").replace("*", "[A-Z0-9_]+"));
    }

    private void add(Path file) {
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(file)) {
            properties.load(stream);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        properties.forEach((key, value) -> {
            add(key.toString());
            Matcher reference = REFERENCE.matcher(value.toString());
            while (reference.find()) {
                add(reference.group(1));
            }
        });
    }

    private void addQuarkus() {
        try {
            for (URL model : Collections.list(getClass().getClassLoader().getResources(QUARKUS))) {
                for (JsonNode name : new ObjectMapper().readTree(model).findValues("environmentVariable")) {
                    patterns.add(name.asText().replaceAll("__[A-Z_]+__", "_[A-Z0-9_]+_"));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
