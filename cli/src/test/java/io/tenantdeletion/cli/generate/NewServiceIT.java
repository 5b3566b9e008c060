package io.tenantdeletion.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.embedded.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** In a copy of the repository: what is generated passes its contract tests, and those that look at every context. */
@Tag("platform")
class NewServiceIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String TESTS = "Bonus*IT,Loyalty*IT,SchemaIT,MappingTest,ArchitectureTest";

    @TempDir
    Path copy;

    private Path log;

    @Test
    void whatIsGeneratedKeepsTheContract() throws IOException, InterruptedException {
        // Given
        log = Files.createTempFile("new-service", ".log");
        run(
                "tar",
                "-C",
                ROOT.toString(),
                "--exclude=.git",
                "--exclude=surefire-reports",
                "--exclude=quarkus-app",
                "-cf",
                "copy.tar",
                ".");
        run("tar", "-xf", "copy.tar");
        generate("bonus");
        try (PostgresServer postgres = Databases.withLoyalty()) {
            generate("loyalty", "--from-database", Databases.url(postgres), "--schema", "shop_loyalty");
        }

        // When
        int status = run(
                "./mvnw",
                "-o",
                "-B",
                "-ntp",
                "test",
                "-pl",
                "domain-services",
                "-am",
                "-Dtest=" + TESTS,
                "-Dsurefire.failIfNoSpecifiedTests=false");

        // Then
        assertThat(status).as(Files.readString(log)).isZero();
        assertThat(copy.resolve("domain-services/target/surefire-reports"))
                .isDirectoryContaining("glob:**LoyaltyUserDeletionIT.txt")
                .isDirectoryContaining("glob:**BonusDeletionIT.txt");
    }

    private void generate(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--into", copy.toString()));
        all.addAll(List.of(arguments));
        CommandLine command = NewService.command();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(new StringWriter()));
        command.setErr(new PrintWriter(err, true));
        assertThat(command.execute(all.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
    }

    private int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroy();
            return -1;
        }
        return process.exitValue();
    }
}
