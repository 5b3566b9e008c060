package io.tenantdeletion.orchestrator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\r\nb",
                "\ta\u001bb\u0007",
                "a\u2028b",
                "a\u202eb",
                "a\ud800b",
                "\ufeffa  b",
                "a\u009bb"
            })
    void leavesOnlyWhatCanBeReadOnOneLine(String text) {
        assertThat(PlainText.line(text, 10)).isEqualTo("a b");
    }

    @Test
    void leavesTextInAnyScriptAsItIs() {
        assertThat(PlainText.line("panadería 🥖 パン屋", 100)).isEqualTo("panadería 🥖 パン屋");
        assertThat(PlainText.line(null, 100)).isNull();
    }

    @Test
    void cutsWhatIsTooLongBetweenCharacters() {
        assertThat(PlainText.line("🥖🥖🥖", 3)).isEqualTo("🥖🥖🥖");
        assertThat(PlainText.line("🥖🥖🥖🥖", 3)).isEqualTo("🥖🥖…");
        assertThat(PlainText.line("a" + " ".repeat(1000) + "b", 3)).isEqualTo("a…");
    }

    @Test
    void tellsHowManyErrorsItLeftOut() {
        List<String> errors = PlainText.errors(Collections.nCopies(25, "locked"));

        assertThat(errors).hasSize(21).endsWith("and 5 more");
    }

    @Test
    void losesNoRowsWhereTablesAreTooManyOrLookAlike() {
        Map<String, Long> many = IntStream.range(0, 3000)
                .boxed()
                .collect(Collectors.toMap(index -> "table_" + index, index -> 1L, Long::sum, TreeMap::new));

        Map<String, Long> plain = PlainText.counts(many);

        assertThat(plain).hasSize(1001).containsEntry("further tables", 2000L);
        assertThat(PlainText.counts(Map.of("a\u0000b", 1L, "a b", 2L))).containsExactly(Map.entry("a b", 3L));
    }
}
