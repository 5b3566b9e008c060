package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @TempDir
    Path directory;

    @Test
    void writesPlainLinesInOrderAndReplacesWhatWasThere() throws IOException {
        Path file = directory.resolve("target/quickstart.env");
        EnvFile.write(file, Map.of("OLD", "1"));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("URL", "http://localhost:8080");
        values.put("PID_POSTGRES", "4711");
        EnvFile.write(file, values);

        assertThat(Files.readAllLines(file)).containsExactly("URL=http://localhost:8080", "PID_POSTGRES=4711");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesWhatAShellWouldReadDifferently() {
        Path file = directory.resolve("quickstart.env");
        assertThatThrownBy(() -> EnvFile.write(file, Map.of("KEY", "a b"))).hasMessageContaining("KEY=a b");
        assertThat(file).doesNotExist();
    }
}
