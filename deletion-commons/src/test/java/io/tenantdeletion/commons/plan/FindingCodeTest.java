package io.tenantdeletion.commons.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.ownership.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes are stable: clients and people look for them. */
class FindingCodeTest {

    private static final Path REFERENCE = Path.of("..", "src-docs", "reference", "schemas.md");

    private static List<String> codes(Graph graph) {
        return graph.draft().violations().stream()
                .map(violation -> violation.code().code())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsDocumentedWithItsMend(FindingCode code) throws IOException {
        String row = "| `" + code.code() + "`" + (code.isWarning() ? " (warning)" : "") + " | ";

        assertThat(Files.readString(REFERENCE)).contains(row);
    }

    @Test
    void whatIsFoundAboutUsersDataHasItsCode() {
        assertThat(codes(Graph.ofUsers()
                        .owned("orders")
                        .owned("refunds")
                        .child("notes")
                        .mayRefer("notes", "orders")
                        .mayRefer("notes", "refunds")))
                .containsExactly("ambiguous-path");
        assertThat(codes(Graph.ofUsers().owned("jobs", false).owned("models").refers("models", "jobs")))
                .containsExactly("not-null-column");
        assertThat(codes(Graph.ofUsers()
                        .owned("models")
                        .naming("audit_logs", "actor_id", true)
                        .mayRefer("audit_logs", "models")
                        .ownership("audit_logs", new Ownership.Anonymized("actor_id"))))
                .containsExactly("reference-of-rows-that-stay");
    }

    @Test
    void aDraftHasTheStepsThatCanBeToldBesideItsViolations() {
        PlanDraft draft = new Graph()
                .owned("orders")
                .child("items", "orders")
                .child("lonely")
                .owned("cards")
                .unmark("cards")
                .key("items", "items", true, Action.CASCADE)
                .draft();

        assertThat(draft.plan().deletes())
                .extracting(step -> step.table().name())
                .containsExactly("items", "orders");
        assertThat(draft.violations())
                .extracting(Violation::code)
                .containsExactlyInAnyOrder(
                        FindingCode.NO_PATH, FindingCode.UNMARKED_TABLE, FindingCode.ON_DELETE_ACTION);
    }
}
