package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("platform")
class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void thereIsOneForEachQuestion() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("database.json", "delivery.json", "job.json", "overview.json", "service.json");
    }

    @Test
    void panelsHaveTitlesPlacesAndNumbersOfTheirOwn() throws IOException {
        for (Path file : files()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> places = new HashSet<>();
            JsonNode dashboard = JSON.readTree(file.toFile());
            assertThat(dashboard.path("uid").asText()).startsWith("tenant-deletion-");
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                JsonNode place = panel.path("gridPos");
                assertThat(places.add(place.path("x") + "/" + place.path("y"))).isTrue();
                assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            }
        }
    }

    /** Every query as a rule, because that is how promtool reads expressions. */
    @Test
    void everyQueryIsPromQl() throws Exception {
        Promtool.assumeInstalled();
        List<String> rules = new ArrayList<>(List.of("groups:", "- name: dashboards", "  rules:"));
        for (String query : queries()) {
            rules.add("  - record: query_" + rules.size());
            rules.add("    expr: " + JSON.writeValueAsString(query));
        }
        Files.write(directory.resolve("queries.yaml"), rules);

        Promtool.assertSuccess(directory, "check", "rules", "queries.yaml");
    }

    static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path file : files()) {
            for (JsonNode panel : JSON.readTree(file.toFile()).path("panels")) {
                assertThat(panel.path("targets")).isNotEmpty();
                StreamSupport.stream(panel.path("targets").spliterator(), false)
                        .map(target -> target.path("expr").asText())
                        .map(expr -> expr.replace("$__rate_interval", "1m").replace("$service", "orders"))
                        .forEach(queries::add);
            }
        }
        return queries;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Chart.DIRECTORY.resolve("dashboards"))) {
            return files.sorted().toList();
        }
    }
}
