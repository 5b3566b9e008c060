package io.tenantdeletion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainScriptTest {

    private static final Pattern CREATED = Pattern.compile("(?m)^create table (\\w+) \\(");
    private static final Pattern DELETED = Pattern.compile("^delete from (\\w+\\.\\w+) ");

    private final PlainScript script = PlainScript.load();

    @Test
    void hasTheTwelveServicesAndTheTenantServiceLast() {
        List<String> services = List.copyOf(script.services().keySet());

        assertThat(services).hasSize(13).endsWith(PlainScript.TENANT_SERVICE);
    }

    @Test
    void everyStatementIsOfOneTenant() {
        assertThat(script.services().values())
                .allSatisfy(statements -> assertThat(statements)
                        .isNotEmpty()
                        .allSatisfy(statement -> assertThat(statement).containsOnlyOnce(":tenant")));
    }

    @Test
    void deletesFromEveryTableOfTheDomainServicesButTheSharedOnes() throws IOException {
        TreeSet<String> created = new TreeSet<>();
        Path migrations = Path.of("../domain-services/src/main/resources/db/migration");
        try (Stream<Path> files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String schema = file.getParent().getFileName().toString();
                CREATED.matcher(Files.readString(file))
                        .results()
                        .forEach(table -> created.add(schema + "." + table.group(1)));
            }
        }
        created.removeAll(List.of("external.city_weather_data", "external.city_traffic_data"));
        created.removeIf(table -> table.startsWith("attractions.")); // a catalogue that belongs to no tenant

        assertThat(deleted().filter(table -> !table.startsWith("tenant.")))
                .containsExactlyInAnyOrderElementsOf(created);
    }

    private Stream<String> deleted() {
        return script.services().values().stream()
                .flatMap(List::stream)
                .map(DELETED::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }
}
