package io.tenantdeletion.cli.check;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.cli.FakeIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The example's service, as it is or with a mistake, in a process of its own. */
final class PythonService implements AutoCloseable {

    private static final String EXAMPLE = Path.of("..", "examples", "python-service", "service.py")
            .toAbsolutePath()
            .normalize()
            .toString();

    private final Process process;
    private final JsonNode ids;

    private PythonService(FakeIssuer issuer, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--port", "0", "--issuer", issuer.url(), "--budget", "0", "--chunk", "7"));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        ids = new ObjectMapper().readTree(out.readLine());
    }

    static PythonService correct(FakeIssuer issuer) throws IOException {
        requirePython();
        return new PythonService(issuer, List.of("python3", EXAMPLE));
    }

    static PythonService with(String mistake, FakeIssuer issuer) throws IOException {
        requirePython();
        return new PythonService(issuer, List.of("python3", "src/test/resources/wrong_service.py", EXAMPLE, mistake));
    }

    String url() {
        return "http://localhost:" + ids.path("port").asInt();
    }

    String id(String of) {
        return ids.path(of).asText();
    }

    private static void requirePython() {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            there = false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            there = false;
        }
        if (!there) {
            System.err.println("SKIPPED: the example of a service in Python needs python3.");
        }
        assumeTrue(there, "python3 is not installed");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
