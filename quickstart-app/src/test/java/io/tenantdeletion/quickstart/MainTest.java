package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = Main.command(new Console(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, false))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @Test
    void helpNamesEveryWayToRun() {
        assertThat(command.execute("--help")).isZero();
        assertThat(out.toString()).contains("--exit", "--serve", "--large-rows", "target/quickstart.env");
    }

    @Test
    void oneCannotServeAndExit() {
        assertThat(command.execute("--serve", "--exit")).isEqualTo(2);
        assertThat(err.toString()).contains("mutually exclusive");
    }

    @Test
    void aTenantHasRows() {
        assertThat(command.execute("--large-rows", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--large-rows");
    }
}
