package io.tenantdeletion.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of README.md, run as a reader would run them. */
final class ReadmeExamples {

    private static final Pattern WITH_QUICKSTART =
            Pattern.compile("With the quickstart running.*?```bash\n(.*?)```", Pattern.DOTALL);

    private ReadmeExamples() {}

    /** Runs the block for a running quickstart, whose facts are in this file; gives what it prints. */
    static String run(Path checkout, String envFile) throws IOException, InterruptedException {
        Matcher block = WITH_QUICKSTART.matcher(Files.readString(checkout.resolve("README.md")));
        if (!block.find()) {
            throw new AssertionError("README.md has no example for a running quickstart any more.");
        }
        String script = block.group(1).replace("target/quickstart.env", envFile);
        Process bash = new ProcessBuilder(List.of("bash", "-euo", "pipefail", "-c", script))
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (bash.waitFor() != 0) {
            throw new AssertionError("An example of README.md failed:\n" + output);
        }
        return output;
    }
}
