package io.tenantdeletion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

    private static final Machine MACHINE = new Machine(2, 24L << 30, "Linux amd64", "17");

    @Test
    void judgesOnlyWhatWasMeasured() {
        assertThat(findings(100_000, 50, 10).aims()).isEmpty();
    }

    @Test
    void aMillionRowsTakeLittleMoreThanHalfOfPlainSql() {
        assertThat(findings(1_000_000, 59, 100).aims()).extracting(Aim::held).containsExactly(true, true, true);
        assertThat(findings(1_000_000, 61, 100).aims()).extracting(Aim::held).containsExactly(false, true, true);
    }

    @Test
    void memoryThatGrowsWithTheRowsIsSeen() {
        Findings findings = new Findings(
                MACHINE,
                List.of(),
                List.of(
                        new Memory.Reading(1_000, "tenant", 0, 20_000_000),
                        new Memory.Reading(1_000_000, "tenant", 0, 40_000_000)),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());

        assertThat(findings.aims())
                .singleElement()
                .satisfies(aim -> assertThat(aim.held()).isFalse());
    }

    @Test
    void manyTenantsAreJudgedByTimeCostAndGrowth() {
        Findings findings = new Findings(
                MACHINE,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(atOnce(10, 1, 10), atOnce(1_000, 40, 15)),
                List.of(),
                List.of());

        assertThat(findings.aims()).extracting(Aim::held).containsExactly(true, true, true, false);
        assertThat(findings.aims().get(0).value()).isEqualTo(40);
    }

    private static ManyTenants.Result atOnce(int tenants, int seconds, double cpuMillis) {
        return new ManyTenants.Result(
                tenants, 1, Duration.ofSeconds(seconds), new Times(List.of(900.0)), new JobCost(20, 30, cpuMillis));
    }

    @Test
    void theReportCanBeReadByMachines(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("target/benchmarks.json");

        new Report(findings(1_000_000, 50, 100)).write(file);

        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(report.at("/comparison/0/ways/PLAIN/median").asDouble()).isEqualTo(100);
        assertThat(report.at("/comparison/0/ways/API/median").asDouble()).isEqualTo(50);
        assertThat(report.at("/aims/0/held").asBoolean()).isTrue();
    }

    private static Findings findings(long rows, double api, double plain) {
        return new Findings(
                MACHINE,
                List.of(new Comparison.Result(
                        rows,
                        rows,
                        Map.of(
                                Contender.API, new Times(List.of(api)),
                                Contender.API_ROW_CHECKS, new Times(List.of(plain)),
                                Contender.PLAIN, new Times(List.of(plain)),
                                Contender.CASCADE, new Times(List.of(plain))))),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }
}
