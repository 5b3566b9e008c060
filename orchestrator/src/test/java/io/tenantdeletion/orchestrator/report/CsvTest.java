package io.tenantdeletion.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void fieldsAreQuotedWhereTheyNeedIt() {
        String csv =
                new Csv("a", "b").line("x,y", "say \"hi\"\nthere").line(null, 5).toString();

        assertThat(csv).isEqualTo("a,b\r\n\"x,y\",\"say \"\"hi\"\"\nthere\"\r\n,5\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void whatLooksLikeAFormulaIsText(String text) {
        assertThat(new Csv("a").line(text).toString()).isEqualTo("a\r\n'" + text + "\r\n");
    }

    @Test
    void numbersStayNumbers() {
        assertThat(new Csv("a").line(-1).toString()).isEqualTo("a\r\n-1\r\n");
    }
}
