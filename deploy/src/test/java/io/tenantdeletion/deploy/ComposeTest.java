package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The applications started by hand, by a container engine that is not needed to check what they are told. */
@Tag("platform")
class ComposeTest {

    private static final Path FILE = Chart.ROOT.resolve("deploy/compose.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyVariableIsRead() throws IOException {
        JsonNode services = services();

        KnownVariables.APPLICATIONS.forEach((application, known) -> {
            List<String> names = new ArrayList<>();
            services.path(application).path("environment").fieldNames().forEachRemaining(names::add);
            assertThat(names).contains("PG_DATABASE").allMatch(known::contains);
            assertThat(services.path(application).path("image").asText())
                    .startsWith("tenant-deletion/" + application + ":");
        });
    }

    @Test
    void everyFileIsThere() throws IOException {
        assertThat(services()).isNotEmpty();
        for (JsonNode service : services()) {
            for (JsonNode volume : service.path("volumes")) {
                assertThat(FILE.resolveSibling(volume.asText().split(":")[0]).normalize())
                        .exists();
            }
        }
    }

    /** With what is written once and referred to. */
    private static JsonNode services() throws IOException {
        try (Reader reader = Files.newBufferedReader(FILE)) {
            Object file = new Yaml(new LoaderOptions()).load(reader);
            return JSON.valueToTree(file).path("services");
        }
    }
}
