package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void numbersAreGrouped() {
        assertThat(Text.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Text.some(1, "row")).isEqualTo("1 row");
        assertThat(Text.some(2_000, "row")).isEqualTo("2,000 rows");
    }

    @Test
    void longTimesAreMinutes() {
        assertThat(Text.time(Duration.ofMillis(420))).isEqualTo("0.4 s");
        assertThat(Text.time(Duration.ofMillis(99_990))).isEqualTo("1 min 40 s");
        assertThat(Text.time(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    }

    @Test
    void columnsOfATableAreAligned() {
        List<String> lines = new TextTable("service", "rows")
                .row("orders", "5")
                .row("external", "1,000")
                .footer("all", "1,005")
                .lines();
        assertThat(lines)
                .containsExactly(
                        "service     rows",
                        "────────────────",
                        "orders         5",
                        "external   1,000",
                        "────────────────",
                        "all        1,005");
    }

    @Test
    void theBarShowsHowFarItIs() {
        assertThat(ProgressBar.line(500, 1_000, "6 of 13 services", Duration.ofMillis(1_500)))
                .isEqualTo("███████████████░░░░░░░░░░░░░░░  50 %   500 of 1,000 rows   6 of 13 services   1.5 s");
    }

    @Test
    void theBarIsFullOnlyWhenAllIsDone() {
        assertThat(ProgressBar.line(999, 1_000, "", Duration.ZERO))
                .contains("░")
                .contains(" 99 %");
        assertThat(ProgressBar.line(1_000, 1_000, "", Duration.ZERO))
                .doesNotContain("░")
                .contains("100 %");
        assertThat(ProgressBar.line(0, 0, "", Duration.ZERO)).contains("100 %");
        assertThat(ProgressBar.line(5, 4, "", Duration.ZERO)).contains("100 %");
    }
}
