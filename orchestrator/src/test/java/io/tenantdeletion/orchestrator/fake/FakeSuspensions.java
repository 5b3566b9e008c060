package io.tenantdeletion.orchestrator.fake;

import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Suspensions of tenants as the tenant service keeps them: the request with the greatest token counts. */
final class FakeSuspensions {

    private final Map<UUID, List<String>> requests = new ConcurrentHashMap<>();
    private final Map<UUID, State> states = new ConcurrentHashMap<>();

    /** The request that has suspended the tenant, or null. */
    String current(UUID tenant) {
        return states.getOrDefault(tenant, State.NONE).request();
    }

    /** Every request that was taken, in order. */
    List<String> requests(UUID tenant) {
        return List.copyOf(requests.getOrDefault(tenant, List.of()));
    }

    /**
     * Answers a request.
     *
     * @param scripts what is answered before it is answered as usual; null where the tenant is not known
     */
    void answer(HttpExchange exchange, UUID id, String body, FakeScripts scripts) throws IOException {
        String method = exchange.getRequestMethod();
        Reply scripted =
                scripts != null && scripts.has(method, "deletion", id) ? scripts.next(method, "deletion", id) : null;
        if (scripted != null) {
            Exchanges.awaitGate(scripted);
        }
        if (scripted != null && scripted.status() != 200) {
            Exchanges.answer(exchange, scripted, id);
        } else if (scripts == null) {
            Exchanges.answer(exchange, Reply.problem(404, "not-found"), id);
        } else if (method.equals("PUT")) {
            Exchanges.answer(exchange, suspend(id, body), id);
        } else {
            Map<String, String> query = Exchanges.query(exchange);
            boolean undone = Boolean.parseBoolean(query.get("undone"));
            Exchanges.answer(exchange, unsuspend(id, Long.parseLong(query.get("token")), undone), id);
        }
    }

    /** The answer to a PUT. */
    synchronized Reply suspend(UUID tenant, String body) {
        JsonObject request = new JsonObject(body);
        State state = states.getOrDefault(tenant, State.NONE);
        long token = request.getLong("token");
        boolean repeated = token == state.token()
                && state.request() != null
                && new JsonObject(state.request()).getString("job_id").equals(request.getString("job_id"));
        if (token <= state.token() && !repeated) {
            return Reply.problem(409, "suspension-outdated");
        }
        if (state.purging() && !request.getBoolean("purging")) {
            return Reply.problem(409, "deletion-begun");
        }
        states.put(tenant, new State(token, body, request.getBoolean("purging")));
        requests.computeIfAbsent(tenant, any -> new ArrayList<>()).add(body);
        return Reply.body("{}");
    }

    /** The answer to a DELETE. */
    synchronized Reply unsuspend(UUID tenant, long token, boolean undone) {
        State state = states.getOrDefault(tenant, State.NONE);
        if (token >= state.token()) {
            if (state.purging() && !undone) {
                return Reply.problem(409, "deletion-begun");
            }
            states.put(tenant, new State(token, null, false));
        }
        return new Reply(204, "", null);
    }

    private record State(long token, String request, boolean purging) {
        private static final State NONE = new State(0, null, false);
    }
}
