package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deletion that is undone on the real platform: every row is back, byte for byte; then it is for good, and certified.
 */
@Tag("platform")
class RestorationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    Path directory;

    @BeforeAll
    static void applicationsArePackaged() {
        QuickstartProcess.assumePackaged();
    }

    @Test
    void bringsBackWhatItHasDeletedAndDeletesItForGood() throws IOException, InterruptedException {
        try (QuickstartProcess quickstart = QuickstartProcess.start(
                directory, "--restore", "--large-rows=5000", "--medium-rows=1000", "--small-rows=500")) {
            int status = quickstart.await(PATIENCE);

            String output = quickstart.output();
            assertThat(status).as(output).isZero();
            assertThat(output)
                    .doesNotContain("✗")
                    .contains("Bringing Metro Bakeries back")
                    .containsPattern("✓ All data of the domain services is exactly what it was: [0-9,]+ rows in")
                    .contains("✓ All data of the tenant service is exactly what it was")
                    .contains("✓ All other data of the domain services is exactly what it was")
                    .containsPattern("✓ Certificate number [0-9]+ of the erasure, verified by the published keys");
        }
    }
}
