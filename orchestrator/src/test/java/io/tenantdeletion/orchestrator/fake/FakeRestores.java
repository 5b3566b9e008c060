package io.tenantdeletion.orchestrator.fake;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Restore logs of all services. What is not scripted goes as with the real ones: who was sent a key with its purge
 * keeps what it deletes, and puts it back once for whoever sends the same key.
 */
public final class FakeRestores {

    static final String RESTORE = "restore";

    private static final int UUID_LENGTH = 36;

    private final Map<String, Log> logs = new ConcurrentHashMap<>();
    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    FakeRestores() {}

    /** What a restore is answered before it is answered as usual, call by call. */
    public void onRestore(String service, UUID tenant, Reply... replies) {
        scripts.put(service + tenant, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** The restores that services were asked for, and those that were to be forgotten, in order. */
    public List<Call> calls(String method, UUID tenant) {
        return calls.stream()
                .filter(call -> call.tenant().equals(tenant) && call.method().equals(method))
                .toList();
    }

    /** The keys that services were sent with their purges, by service; without logs that were forgotten. */
    public Map<String, String> keys(UUID tenant) {
        return logs.entrySet().stream()
                .filter(log -> log.getKey().endsWith(tenant.toString()))
                .collect(Collectors.toMap(
                        log -> log.getKey().substring(0, log.getKey().length() - UUID_LENGTH),
                        log -> log.getValue().key()));
    }

    /** Until when this service is to keep its log. */
    public String until(String service, UUID tenant) {
        return logs.get(service + tenant).until();
    }

    /** Whether what was deleted can be put back. */
    boolean isKept(Call call) {
        return logs.containsKey(call.service() + call.tenant());
    }

    /** A call other than of the restore's path: a purge with a key has a log kept. */
    void called(Call call) {
        String key = call.restoreKey();
        String until = call.restoreUntil();
        if (call.method().equals("DELETE") && !call.part().startsWith("deletion-") && key != null) {
            logs.merge(
                    call.service() + call.tenant(),
                    new Log(call.job(), key, until),
                    (old, now) -> !old.job().equals(now.job()) || old.key().equals(key)
                            ? now
                            : new Log(now.job(), "two keys", until));
        }
    }

    /** The answer to a call of the restore's path. */
    Reply answer(Call call) {
        calls.add(call);
        String log = call.service() + call.tenant();
        if (call.method().equals("DELETE")) {
            logs.remove(log);
            return new Reply(204, "", null);
        }
        Deque<Reply> script = scripts.get(log);
        Reply scripted = script == null ? null : poll(script);
        if (scripted != null && !scripted.isRestored()) {
            return scripted;
        }
        Log kept = logs.get(log);
        if (kept == null) {
            return Reply.restored(0);
        }
        if (!kept.key().equals(call.restoreKey())) {
            return Reply.problem(409, "restore-refused");
        }
        return scripted == null ? Reply.restored(3) : scripted;
    }

    private static Reply poll(Deque<Reply> script) {
        synchronized (script) {
            return script.poll();
        }
    }

    private record Log(String job, String key, String until) {}
}
