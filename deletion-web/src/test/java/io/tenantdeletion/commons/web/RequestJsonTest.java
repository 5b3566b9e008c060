package io.tenantdeletion.commons.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

    private enum Kind {
        ONE
    }

    private record Body(
            String text,
            int number,
            Boolean flag,
            Kind kind,
            Instant at,
            List<String> texts,
            Map<String, Object> further) {}

    private final ObjectMapper json = new RequestJson(new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES))
            .mapper();

    @Test
    void readsWhatIsOfItsKind() throws JsonProcessingException {
        Body body = json.readValue("""
                {"text": "🥖", "number": 5, "flag": true, "kind": "ONE", "at": "2026-01-01T01:00:00+01:00",
                 "texts": ["a", null], "further": {"b": [1, "c", {"d": 1.5}]}, "unknown": {}}
                """, Body.class);

        assertThat(body.text()).isEqualTo("🥖");
        assertThat(body.at()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(body.texts()).containsExactly("a", null);
        assertThat(body.further()).containsEntry("b", List.of(1, "c", Map.of("d", 1.5)));
        assertThat(json.readValue("{\"text\": null, \"at\": null}", Body.class).text())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": 5}",
                "{\"text\": 5.5}",
                "{\"text\": true}",
                "{\"text\": {}}",
                "{\"text\": [\"a\"]}",
                "{\"text\": \"\\ud83e\"}",
                "{\"text\": \"\\udd56\\ud83e\"}",
                "{\"texts\": [\"\\ud83e\"]}",
                "{\"texts\": [5]}",
                "{\"further\": {\"a\": \"\\ud83e\"}}",
                "{\"further\": {\"a\": [{\"b\": \"\\ud83e\"}]}}",
                "{\"number\": \"5\"}",
                "{\"number\": 5.0}",
                "{\"number\": true}",
                "{\"flag\": \"true\"}",
                "{\"flag\": 1}",
                "{\"kind\": 0}",
                "{\"at\": 1}",
                "{\"at\": 1e300}",
                "{\"at\": \"1\"}",
                "{\"at\": \"\"}",
                "{\"at\": \"2026-01-01\"}",
                "{\"at\": \"-169108099-01-01T00:00:00Z\"}",
                "{\"at\": \"+10000-01-01T00:00:00Z\"}"
            })
    void refusesWhatIsNot(String body) {
        assertThatThrownBy(() -> json.readValue(body, Body.class)).isInstanceOf(JsonProcessingException.class);
    }
}
