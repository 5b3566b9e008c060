package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.orchestrator.guard.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What services find about their tables, as {@link PlainText}. */
public final class Findings {

    private static final int MOST = 50;
    private static final String LINE = "finding: ";

    private Findings() {}

    /** Those of a problem or a preview, the first fifty; empty where it has none. */
    static List<Finding> of(JsonNode findings) {
        return StreamSupport.stream(findings.spliterator(), false)
                .limit(MOST)
                .filter(JsonNode::isObject)
                .map(Findings::finding)
                .toList();
    }

    /** The same as plain text; null stays null. */
    static List<Finding> plain(List<Finding> findings) {
        return findings == null
                ? null
                : findings.stream()
                        .limit(MOST)
                        .map(one ->
                                finding(one.severity(), one.code(), one.table(), new Texts(one.detail(), one.remedy())))
                        .toList();
    }

    private static Finding finding(JsonNode one) {
        return finding(
                text(one, "severity"),
                text(one, "code"),
                text(one, "table"),
                new Texts(text(one, "detail"), text(one, "remedy")));
    }

    private static Finding finding(String severity, String code, String table, Texts texts) {
        return new Finding(
                Finding.WARNING.equals(severity) ? Finding.WARNING : Finding.ERROR,
                PlainText.line(code, PlainText.MAX_NAME),
                PlainText.line(table, PlainText.MAX_NAME),
                PlainText.line(texts.detail(), PlainText.MAX_DETAIL),
                PlainText.line(texts.remedy(), PlainText.MAX_DETAIL));
    }

    private static String text(JsonNode one, String member) {
        return one.path(member).asText(null);
    }

    /** Those that no deletion passes, one line each: table, kind, what is wrong, how it is mended. */
    public static List<String> refusals(List<Finding> findings) {
        return findings == null
                ? List.of()
                : findings.stream().filter(Finding::isError).map(Findings::line).toList();
    }

    private static String line(Finding finding) {
        List<String> parts = new ArrayList<>();
        if (finding.table() != null) {
            parts.add("table " + finding.table());
        }
        parts.add(finding.code() + ": " + finding.detail());
        if (finding.remedy() != null) {
            parts.add("remedy: " + finding.remedy());
        }
        return LINE + String.join("; ", parts);
    }

    /** Whether a step's error is such a line. */
    public static boolean isOne(String error) {
        return error.startsWith(LINE);
    }

    private record Texts(String detail, String remedy) {}
}
