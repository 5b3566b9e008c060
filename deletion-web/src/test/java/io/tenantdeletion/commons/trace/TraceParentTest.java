package io.tenantdeletion.commons.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String VALUE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void isThatOfTheCurrentSpan() {
        assertThat(TraceParent.current()).isNull();

        try (Scope scope = TraceParent.context(VALUE).makeCurrent()) {
            assertThat(TraceParent.current()).isEqualTo(VALUE);
        }
    }

    @Test
    void standsForASpan() {
        assertThat(TraceParent.span(VALUE).getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nothing of the kind", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void whatIsNoneStandsForNoSpan(String value) {
        assertThat(TraceParent.context(value)).isSameAs(Context.root());
        assertThat(TraceParent.span(value).isValid()).isFalse();
    }
}
