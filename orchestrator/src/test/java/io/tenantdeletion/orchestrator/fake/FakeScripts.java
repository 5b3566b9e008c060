package io.tenantdeletion.orchestrator.fake;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What is answered about tenants, call by call; the last reply is repeated, but nothing can be deleted twice. */
final class FakeScripts {

    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();

    /** Where there are no rows left, as service and tenant. */
    private final Set<String> purged = ConcurrentHashMap.newKeySet();

    /** What this call is answered from now on. */
    void put(String method, String service, UUID tenant, Reply... replies) {
        scripts.put(method + " " + service + tenant, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** Whether this call was scripted. */
    boolean has(String method, String service, UUID tenant) {
        return scripts.containsKey(method + " " + service + tenant);
    }

    /** There are rows to delete again. */
    void write(String service, UUID tenant) {
        purged.remove(service + tenant);
        scripts.remove("DELETE " + service + tenant);
    }

    /** What was deleted is back. */
    void restore(String service, UUID tenant) {
        purged.remove(service + tenant);
    }

    /** How many rows there are. */
    long rows(String service, UUID tenant) {
        return purged.contains(service + tenant) ? 0 : 3;
    }

    /** The next answer to this call; what is not scripted goes well. */
    Reply next(String method, String service, UUID tenant) {
        Deque<Reply> script = scripts.get(method + " " + service + tenant);
        String rows = service + tenant;
        boolean purge = method.equals("DELETE") && !service.equals("deletion");
        if (script == null) {
            return purge ? Reply.complete(purged.add(rows) ? 3 : 0) : Reply.preview(purged.contains(rows) ? 0 : 3);
        }
        synchronized (script) {
            Reply reply = script.poll();
            if (purge && reply.isComplete()) {
                purged.add(rows);
            }
            if (script.isEmpty()) {
                script.add(purge ? reply.again() : reply);
            }
            return reply;
        }
    }
}
