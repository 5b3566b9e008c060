package io.tenantdeletion.orchestrator.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What services say about themselves; unscripted, that all is well. */
public final class FakePlans {

    private static final Map<String, Reply> SCRIPTED = new ConcurrentHashMap<>();

    private FakePlans() {}

    /** What a service answers from now on; null for as usual. */
    public static void put(String service, Reply reply) {
        if (reply == null) {
            SCRIPTED.remove(service);
        } else {
            SCRIPTED.put(service, reply);
        }
    }

    /** A plan with these findings. */
    public static Reply plan(String findings) {
        return Reply.body("{\"service\": \"any\", \"version\": \"p1\", \"steps\": [], \"shared\": [], \"findings\": "
                + findings + "}");
    }

    static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String service = exchange.getRequestURI().getPath().split("/")[3];
            exchange.getRequestBody().readAllBytes();
            Exchanges.answer(exchange, SCRIPTED.getOrDefault(service, plan("[]")), new UUID(0, 0));
        }
    }
}
