package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every series of ours that the sources register is in the reference. */
class MetricsReferenceTest {

    private static final Pattern REGISTERED = Pattern.compile(
            "(?:Gauge|Counter|Timer|DistributionSummary)\\.builder\\(\\s*(\"[^\"]+\"|[a-z]+ \\+ \"[^\"]+\"|\"[^\"]+\" \\+)"
                    + "|\\.(?:counter|timer|gauge)\\(\\s*(\"[a-z.]+\")");

    @Test
    void everyMetricIsDocumented() throws IOException {
        String reference = Stream.of("observability.md", "moderation.md")
                .map(page -> Documentation.read(
                        Documentation.ROOT.resolve("src-docs/reference").resolve(page)))
                .reduce("", String::concat);

        assertThat(registered())
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(reference).contains(name));
    }

    private static List<String> registered() throws IOException {
        try (Stream<Path> files = Files.find(
                Documentation.ROOT,
                14,
                (file, attributes) -> file.toString().contains("/src/main/java/")
                        && file.toString().endsWith(".java"))) {
            return files.flatMap(
                            file -> REGISTERED.matcher(Documentation.read(file)).results())
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .map(name -> name.replaceAll("[^\"]*\"([^\"]+)\".*", "$1"))
                    .map(name -> name.replaceFirst("^\\.", "")
                            .replaceFirst("\\.$", "")
                            .replace('.', '_'))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
