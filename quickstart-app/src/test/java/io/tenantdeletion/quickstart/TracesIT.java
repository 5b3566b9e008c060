package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.embedded.BakeryRealm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Traces of the whole platform, switched on by the environment. */
@Tag("platform")
class TracesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NAME = "Traced Bakery";

    private static ConsolePlatform platform;

    private final UUID tenant = UUID.randomUUID();
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() {
        platform = ConsolePlatform.start();
        platform.assumeOwn();
    }

    @Test
    void oneTraceLeadsFromTheRequestToTheStatementsOfEveryService() {
        // Given
        platform.fill(tenant, NAME);

        // When
        delete("PT0S");

        // Then
        ReceivedSpan run = awaitRun();
        assertThat(only(span -> span.id().equals(run.parent())).name()).isEqualTo("POST /api/v1/deletion-jobs");
        ReceivedSpan step =
                only(span -> span.trace().equals(trace) && span.name().equals("tenant_deletion.purge pos"));
        assertThat(ancestors(step))
                .extracting(ReceivedSpan::name)
                .containsExactly("tenant_deletion.purge", "tenant_deletion", "POST /api/v1/deletion-jobs");
        ReceivedSpan call = platform.traces().below(step).stream()
                .filter(span ->
                        span.kind() == ReceivedSpan.CLIENT && span.name().startsWith("DELETE"))
                .findFirst()
                .orElseThrow();
        Await.until(
                "the services have told theirs",
                PATIENCE,
                () -> platform.traces().below(call).stream()
                        .anyMatch(span -> !platform.traces().below(span).isEmpty()));
        ReceivedSpan answer = platform.traces().below(call).get(0);
        assertThat(answer.service()).isEqualTo("domain-services");
        assertThat(answer.kind()).isEqualTo(ReceivedSpan.SERVER);
        Await.until(
                "one is of a statement",
                PATIENCE,
                () -> platform.traces().below(answer).stream()
                        .anyMatch(span -> span.attributes().keySet().stream().anyMatch(key -> key.startsWith("db."))));
        Await.until(
                "all three have told theirs",
                PATIENCE,
                () -> ofTrace().stream()
                        .map(ReceivedSpan::service)
                        .collect(Collectors.toSet())
                        .containsAll(Set.of("orchestrator", "tenant", "domain-services")));
        assertThat(ofTrace()).allSatisfy(span -> assertThat(span.toString()).doesNotContain(NAME));
    }

    @Test
    void aRunThatBeginsLaterIsLinkedToTheRequest() {
        // Given
        platform.fill(tenant, NAME);

        // When
        String job = delete("PT1S");

        // Then
        Await.until("its run is over", PATIENCE, () -> !runs(job).isEmpty());
        assertThat(runs(job).get(0).trace()).isNotEqualTo(trace);
        assertThat(runs(job).get(0).links()).containsExactly(trace);
    }

    private String delete(String retention) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.url() + "/api/v1/deletion-jobs"))
                .header("Authorization", "Bearer " + platform.api().token(BakeryRealm.ADMIN))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"tenant_id\": \"" + tenant + "\", \"retention\": \"" + retention + "\"}"))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(answer).path("job_id").asText();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private ReceivedSpan awaitRun() {
        Await.until("the run is over", PATIENCE, () -> ofTrace().stream().anyMatch(TracesIT::isRun));
        return only(span -> span.trace().equals(trace) && isRun(span));
    }

    private static boolean isRun(ReceivedSpan span) {
        return span.name().equals("tenant_deletion");
    }

    private List<ReceivedSpan> ofTrace() {
        return platform.traces().where(span -> span.trace().equals(trace));
    }

    private static List<ReceivedSpan> runs(String job) {
        return platform.traces()
                .where(span -> isRun(span) && job.equals(span.attributes().get("deletion.job_id")));
    }

    private static List<ReceivedSpan> ancestors(ReceivedSpan span) {
        return Stream.iterate(parent(span), found -> found != null, TracesIT::parent)
                .toList();
    }

    private static ReceivedSpan parent(ReceivedSpan span) {
        return platform.traces().where(other -> other.id().equals(span.parent())).stream()
                .findFirst()
                .orElse(null);
    }

    private static ReceivedSpan only(Predicate<ReceivedSpan> wanted) {
        List<ReceivedSpan> found = platform.traces().where(wanted);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
