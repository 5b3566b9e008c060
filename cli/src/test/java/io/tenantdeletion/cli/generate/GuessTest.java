package io.tenantdeletion.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuessTest {

    private static final Path GATE =
            Path.of("../deletion-commons/src/main/java/io/tenantdeletion/commons/gate/UserColumnChecks.java");

    /** The command line carries nothing of what services run on, so it cannot share the gate's. */
    @Test
    void asksAboutEveryColumnThatTheGateWouldFind() throws IOException {
        assertThat(Files.readString(GATE)).contains("\"" + Guess.NAMES_USERS.pattern() + "\"");
    }
}
