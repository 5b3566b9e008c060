package io.tenantdeletion.quickstart;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as it left a process.
 *
 * @param service which process
 * @param kind 1 internal, 2 server, 3 client, 5 consumer
 * @param links the traces that it is linked to
 */
record ReceivedSpan(
        String service,
        String trace,
        String id,
        String parent,
        String name,
        long kind,
        Map<String, String> attributes,
        List<String> links) {

    static final long SERVER = 2;
    static final long CLIENT = 3;

    /** Those of a request in OTLP, see {@code opentelemetry/proto/trace/v1/trace.proto}. */
    static List<ReceivedSpan> of(byte[] request) {
        List<ReceivedSpan> spans = new ArrayList<>();
        for (Message resourceSpans : new Message(request).messages(1)) {
            String service = attributes(resourceSpans.messages(1).get(0), 1).get("service.name");
            for (Message scopeSpans : resourceSpans.messages(2)) {
                scopeSpans.messages(2).forEach(span -> spans.add(span(service, span)));
            }
        }
        return spans;
    }

    private static ReceivedSpan span(String service, Message span) {
        return new ReceivedSpan(
                service,
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                span.number(6),
                attributes(span, 9),
                span.messages(13).stream().map(link -> link.hex(1)).toList());
    }

    private static Map<String, String> attributes(Message of, int field) {
        Map<String, String> all = new TreeMap<>();
        for (Message attribute : of.messages(field)) {
            Message value = attribute.messages(2).get(0);
            all.put(
                    attribute.text(1),
                    value.fields.containsKey(1) ? value.text(1) : String.valueOf(value.fields.values()));
        }
        return all;
    }

    /** Just enough of Protocol Buffers: the fields of a message by their numbers. */
    private static final class Message {

        private final Map<Integer, List<Object>> fields = new HashMap<>();

        Message(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                long tag = varint(in);
                Object value = switch ((int) (tag & 7)) {
                    case 0 -> varint(in);
                    case 1 -> in.getLong();
                    case 2 -> bytes(in);
                    case 5 -> (long) in.getInt();
                    default -> throw new IllegalArgumentException("no wire type: " + tag);
                };
                fields.computeIfAbsent((int) (tag >>> 3), number -> new ArrayList<>())
                        .add(value);
            }
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        private static byte[] bytes(ByteBuffer in) {
            byte[] bytes = new byte[(int) varint(in)];
            in.get(bytes);
            return bytes;
        }

        private List<Object> all(int field) {
            return fields.getOrDefault(field, List.of());
        }

        List<Message> messages(int field) {
            return all(field).stream().map(bytes -> new Message((byte[]) bytes)).toList();
        }

        String text(int field) {
            return all(field).isEmpty() ? "" : new String((byte[]) all(field).get(0), StandardCharsets.UTF_8);
        }

        String hex(int field) {
            return all(field).isEmpty()
                    ? ""
                    : HexFormat.of().formatHex((byte[]) all(field).get(0));
        }

        long number(int field) {
            return all(field).isEmpty() ? 0 : (long) all(field).get(0);
        }
    }
}
