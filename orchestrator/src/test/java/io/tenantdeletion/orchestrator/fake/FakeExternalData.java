package io.tenantdeletion.orchestrator.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What rows of all services name outside their databases. What is not scripted goes as with the real ones: everything
 * is removed by one call, and nothing as long as the rows can be put back.
 */
public final class FakeExternalData {

    private static final FakeExternalData INSTANCE = new FakeExternalData();

    private final Map<String, Stored> stored = new ConcurrentHashMap<>();
    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    private FakeExternalData() {}

    public static FakeExternalData get() {
        return INSTANCE;
    }

    /** Rows of this subject name so many things, of which some are refused, and some in a store that nobody knows. */
    public void named(String service, UUID subject, int names, int refused, int notConfigured) {
        stored.put(service + subject, new Stored(names, 0, refused, notConfigured));
    }

    /** How many of them are not removed. */
    public int left(String service, UUID subject) {
        return stored.get(service + subject).waiting();
    }

    /** What a removal is answered before it is answered as usual, call by call. */
    public void onRemove(String service, UUID subject, Reply... replies) {
        scripts.put(service + subject, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** The calls about this subject, in order. */
    public List<Call> calls(String method, UUID subject) {
        return calls.stream()
                .filter(call -> call.tenant().equals(subject) && call.method().equals(method))
                .toList();
    }

    /** So many are removed, and so many not yet. */
    public static Reply removing(int removed, int waiting) {
        return new Reply(202, new Stored(waiting, removed, 0, 0).body(", \"complete\": false"), null);
    }

    /** Whether this path is about it. */
    static boolean isOne(String[] path) {
        return path[path.length - 1].equals("external-data");
    }

    /** @param kept whether the rows can still be put back */
    void answer(HttpExchange exchange, String[] path, Predicate<Call> kept) throws IOException {
        UUID subject = UUID.fromString(path[5]);
        Reply reply = reply(Exchanges.call(exchange, path[3], path[6], subject), kept);
        Exchanges.answer(exchange, path[4].equals("user") ? reply.ofUser() : reply, subject);
    }

    private Reply reply(Call call, Predicate<Call> kept) {
        calls.add(call);
        String key = call.service() + call.tenant();
        Deque<Reply> script = scripts.get(key);
        Reply scripted = script == null || call.method().equals("GET") ? null : poll(script);
        if (scripted != null) {
            return scripted;
        }
        boolean removes = call.method().equals("DELETE") && !kept.test(call);
        Stored now = stored.compute(key, (any, old) -> {
            Stored known = old == null ? new Stored(0, 0, 0, 0) : old;
            return removes ? known.removedAll() : known;
        });
        return new Reply(200, now.body(""), null);
    }

    private static Reply poll(Deque<Reply> script) {
        synchronized (script) {
            return script.poll();
        }
    }

    private record Stored(int waiting, int removed, int refused, int notConfigured) {

        private Stored removedAll() {
            return new Stored(0, removed + waiting, refused, notConfigured);
        }

        private String body(String end) {
            return """
                    {"tenant_id": "%%s", "service": "any", "stores": {"models": {"removed": %d, "refused": %d,
                     "not_configured": %d, "waiting": %d}}%s}""".formatted(removed, refused, notConfigured, waiting, end);
        }
    }
}
