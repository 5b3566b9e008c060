package io.tenantdeletion.commons.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanRedactorTest {

    private final SdkTracerProvider traces =
            SdkTracerProvider.builder().addSpanProcessor(new SpanRedactor()).build();

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/services/T0/secret, https://hooks.example.com",
        "http://somebody:password@example.com:8080/a?confirm=Name#x, http://example.com:8080",
        "https://example.com?code=abc, https://example.com",
        "http://[::1]:8081/api, http://[::1]:8081",
        "nothing of the kind, ''"
    })
    void ofACallTheOriginIsLeft(String url, String left) {
        assertThat(attributes(SpanKind.CLIENT, Map.of("url.full", url))).containsExactly(Map.entry("url.full", left));
    }

    @Test
    void ofARequestNeitherItsQueryIsLeftNorItsCaller() {
        assertThat(attributes(
                        SpanKind.SERVER,
                        Map.of(
                                "url.path", "/api/v1/tenants/1",
                                "url.query", "confirm=Name",
                                "client.address", "192.0.2.1",
                                "user_agent.original", "somebody's")))
                .containsExactly(
                        Map.entry("client.address", ""),
                        Map.entry("url.path", "/api/v1/tenants/1"),
                        Map.entry("url.query", ""),
                        Map.entry("user_agent.original", ""));
    }

    @Test
    void whereAStatementGoesStays() {
        assertThat(attributes(SpanKind.CLIENT, Map.of("network.peer.address", "192.0.2.2")))
                .containsExactly(Map.entry("network.peer.address", "192.0.2.2"));
    }

    private Map<String, String> attributes(SpanKind kind, Map<String, String> given) {
        var builder = traces.get("test").spanBuilder("span").setSpanKind(kind);
        given.forEach(builder::setAttribute);
        Span span = builder.startSpan();
        Map<String, String> left = new TreeMap<>();
        ((ReadableSpan) span)
                .toSpanData()
                .getAttributes()
                .forEach((key, value) -> left.put(key.getKey(), value.toString()));
        return left;
    }
}
