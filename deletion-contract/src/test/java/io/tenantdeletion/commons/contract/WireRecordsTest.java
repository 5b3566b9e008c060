package io.tenantdeletion.commons.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tenantdeletion.commons.problem.Problem;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that travels reads as it is written, and is written as DESIGN says. */
class WireRecordsTest {

    private static final Subject TENANT = Subject.of(TenantId.fromString("11111111-1111-4111-8111-111111111111"));
    private static final Subject USER = Subject.of(UserId.fromString("22222222-2222-4222-8222-222222222222"));
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TENANT_ID = "\"tenant_id\":\"" + TENANT + "\"";
    private static final String USER_ID = "\"user_id\":\"" + USER + "\"";

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void fence() throws JsonProcessingException {
        String rest = ",\"service\":\"pos\",\"plan_version\":\"p1\",\"fenced_at\":\"2026-01-01T00:00:00Z\"}";

        assertTravels(DeletionFence.of(TENANT, "pos", "p1", AT), "{" + TENANT_ID + rest);
        assertTravels(DeletionFence.of(USER, "pos", "p1", AT), "{" + USER_ID + rest);
    }

    @Test
    void verification() throws JsonProcessingException {
        String rest = ",\"service\":\"pos\",\"residual\":{\"a\":2,\"b\":3},\"total_residual\":5,"
                + "\"touched_others\":{\"c\":1},\"verified_at\":\"2026-01-01T00:00:00Z\"}";
        Map<String, Long> touched = Map.of("c", 1L);

        assertTravels(DeletionVerification.of(TENANT, "pos", residual(), touched, AT, null), "{" + TENANT_ID + rest);
        assertTravels(DeletionVerification.of(USER, "pos", residual(), touched, AT, null), "{" + USER_ID + rest);
    }

    @Test
    void verificationThatWaits() throws JsonProcessingException {
        String rest = ",\"service\":\"pos\",\"waiting_for\":["
                + "{\"pid\":7,\"application_name\":\"nightly\",\"since\":\"2026-01-01T00:00:00Z\"},"
                + "{\"pid\":8,\"application_name\":\"\",\"since\":null},"
                + "{\"pid\":0,\"application_name\":null,\"since\":\"2026-01-01T00:00:00Z\",\"gid\":\"two phases\"}]}";
        List<BlockingTransaction> transactions = List.of(
                new BlockingTransaction(7, "nightly", AT),
                new BlockingTransaction(8, "", null),
                BlockingTransaction.prepared("two phases", AT));

        assertTravels(PendingVerification.of(TENANT, "pos", transactions), "{" + TENANT_ID + rest);
        assertTravels(PendingVerification.of(USER, "pos", transactions), "{" + USER_ID + rest);
    }

    @Test
    void plan() throws JsonProcessingException {
        DeletionPlanView plan = new DeletionPlanView(
                "pos",
                "p1",
                List.of(new DeletionPlanView.Step(1, "delete", "items", "order_id → orders.tenant_id")),
                List.of(new DeletionPlanView.Shared("cities", "everybody's")),
                List.of(Finding.warning("no-index", "items", "slow", null)));

        assertTravels(plan, """
                {"service":"pos","version":"p1","steps":[{"position":1,"action":"delete","table":"items",\
                "path":"order_id → orders.tenant_id"}],"shared":[{"table":"cities","reason":"everybody's"}],\
                "findings":[{"severity":"warning","code":"no-index","table":"items","detail":"slow"}]}""");
    }

    @Test
    void deletion() throws JsonProcessingException {
        String rest = ",\"service_name\":\"pos\",\"success\":true,\"deleted_counts\":{\"a\":2,\"b\":3},";
        String end = "\"errors\":[],\"timestamp\":\"2026-01-01T00:00:00Z\"}";

        assertTravels(DataDeletionResult.of(TENANT, "pos", residual(), AT), "{" + TENANT_ID + rest + end);
        assertTravels(
                DataDeletionResult.of(USER, "pos", residual(), AT).withJobCounts(Map.of("a", 9L)),
                "{" + USER_ID + rest + "\"job_counts\":{\"a\":9}," + end);
    }

    @Test
    void preview() throws JsonProcessingException {
        String rest = ",\"service\":\"pos\",\"preview\":{\"a\":2,\"b\":3},\"total_records\":5,\"warning\":\""
                + DataPreview.WARNING + "\"";

        assertTravels(DataPreview.of(TENANT, "pos", residual()), "{" + TENANT_ID + rest + "}");
        assertTravels(
                DataPreview.of(USER, "pos", residual()).withFindings(List.of()),
                "{" + USER_ID + rest + ",\"findings\":[]}");
    }

    @Test
    void refusal() throws JsonProcessingException {
        List<Finding> findings = List.of(Finding.error("unmarked-table", "t", "nobody answers for it", "mark it"));
        Object refusal = new ProblemException(
                        ProblemType.DELETION_REFUSED, "1 finding", Map.of("findings", findings), Map.of())
                .toResponse(null)
                .getEntity();

        Problem read = json.readValue(json.writeValueAsString(refusal), Problem.class);

        assertThat(read.type()).hasToString("urn:tenant-deletion:problem:deletion-refused");
        assertThat(read.status()).isEqualTo(409);
        assertThat(json.convertValue(read.extensions().get("findings"), Finding[].class))
                .containsExactlyElementsOf(findings)
                .allMatch(Finding::isError);
    }

    private void assertTravels(Object record, String text) throws JsonProcessingException {
        assertThat(json.writeValueAsString(record)).isEqualTo(text);
        assertThat(json.readValue(text, record.getClass())).isEqualTo(record);
    }

    private static Map<String, Long> residual() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("a", 2L);
        counts.put("b", 3L);
        return counts;
    }
}
