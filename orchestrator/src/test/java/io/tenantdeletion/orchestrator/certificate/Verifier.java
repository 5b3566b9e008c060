package io.tenantdeletion.orchestrator.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The script of the how-to, run as it stands there. */
final class Verifier {

    private static final Path HOW_TO = Path.of("../src-docs/howto/verify-a-certificate.md");
    private static final Pattern SCRIPT = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private final Path directory;

    Verifier(Path directory, String keys) throws IOException {
        Matcher script = SCRIPT.matcher(Files.readString(HOW_TO));
        if (!script.find()) {
            throw new IllegalStateException(HOW_TO + " has no script");
        }
        this.directory = directory;
        Files.writeString(directory.resolve("verify-certificates"), script.group(1));
        Files.writeString(directory.resolve("keys.json"), keys);
    }

    /** Verifies these, in this order. */
    Result verify(List<String> certificates) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "verify-certificates", "keys.json"));
        for (String certificate : certificates) {
            String file = command.size() + ".jws";
            Files.writeString(directory.resolve(file), certificate);
            command.add(file);
        }
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** How it ended, and what it said. */
    record Result(int status, String output) {}
}
