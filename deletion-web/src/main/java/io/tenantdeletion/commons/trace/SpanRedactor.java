package io.tenantdeletion.commons.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps out of spans what may be somebody's: query strings have names and codes of logins, addresses of webhooks have
 * secrets, and who called is a person. (Exceptions, whose messages have values, are not recorded:
 * {@code quarkus.otel.span.event.count.limit}.)
 */
@Singleton
class SpanRedactor implements SpanProcessor {

    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final List<AttributeKey<String>> OF_CALLERS = List.of(
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"));
    private static final Pattern ORIGIN = Pattern.compile("^https?://(?:[^/?#@]*@)?([^/?#]+)");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        String url = span.getAttribute(URL);
        if (url != null) {
            Matcher origin = ORIGIN.matcher(url);
            span.setAttribute(URL, origin.find() ? url.substring(0, url.indexOf("//") + 2) + origin.group(1) : "");
        }
        empty(span, QUERY);
        if (span.getKind() == SpanKind.SERVER) {
            OF_CALLERS.forEach(key -> empty(span, key));
        }
    }

    private static void empty(ReadWriteSpan span, AttributeKey<String> key) {
        if (span.getAttribute(key) != null) {
            span.setAttribute(key, "");
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
