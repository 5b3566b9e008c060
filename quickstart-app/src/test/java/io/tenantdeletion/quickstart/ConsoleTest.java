package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void aFileGetsPlainLines() {
        Console console = console(false);
        console.status("one");
        console.status("two");
        console.check(true, "held");
        assertThat(text()).isEqualTo("  one\n  two\n  ✓ held\n");
    }

    @Test
    void onATerminalAStatusReplacesTheOneBefore() {
        Console console = console(true);
        console.status("one");
        console.status("two");
        console.line("after");
        assertThat(text()).isEqualTo("\r\u001b[2K  one\r\u001b[2K  two\nafter\n");
    }

    private Console console(boolean terminal) {
        return new Console(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, true);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
