package io.tenantdeletion.orchestrator.fake;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Fences and verifications of all services, about tenants and users alike; of users by the name of their data. What is
 * not scripted goes as with the real ones: a fence is the job's that set it first, and a verification finds what has
 * not been purged.
 */
public final class FakeChecks {

    static final String FENCE = "deletion-fence";
    static final String VERIFICATION = "deletion-verification";

    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();

    /** By service and subject, the job that has set it. */
    private final Map<String, String> fences = new ConcurrentSkipListMap<>();

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    FakeChecks() {}

    /** Whether this part of a path is a check's. */
    static boolean isOne(String part) {
        return part.equals(FENCE) || part.equals(VERIFICATION);
    }

    /** What a fence is answered before it is answered as usual, call by call. */
    public void onFence(String service, UUID subject, Reply... replies) {
        script("POST" + FENCE + service + subject, replies);
    }

    /** What the lifting of a fence is answered before it is answered as usual, call by call. */
    public void onLift(String service, UUID subject, Reply... replies) {
        script("DELETE" + FENCE + service + subject, replies);
    }

    /** What a verification is answered before it is answered as usual, call by call. */
    public void onVerification(String service, UUID subject, Reply... replies) {
        script("GET" + VERIFICATION + service + subject, replies);
    }

    /** The services that have a fence around this subject. */
    public List<String> fenced(UUID subject) {
        return fences.keySet().stream()
                .filter(fence -> fence.endsWith(subject.toString()))
                .map(fence ->
                        fence.substring(0, fence.length() - subject.toString().length()))
                .toList();
    }

    /** The calls about this subject, in order. */
    public List<Call> calls(UUID subject) {
        return calls.stream().filter(call -> call.tenant().equals(subject)).toList();
    }

    /** Those among them that set fences, or lift them. */
    public List<Call> fences(String method, UUID subject) {
        return calls(subject).stream()
                .filter(call -> call.part().equals(FENCE) && call.method().equals(method))
                .toList();
    }

    /** Those among them that verify one service. */
    public List<Call> verifications(String service, UUID subject) {
        return calls(subject).stream()
                .filter(call ->
                        call.part().equals(VERIFICATION) && call.service().equals(service))
                .toList();
    }

    /** The fence went with the restore. */
    void restored(String service, UUID subject, String job) {
        fences.remove(service + subject, job);
    }

    private void script(String call, Reply... replies) {
        scripts.put(call, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** The answer; {@code left} is how many rows there are. */
    Reply answer(Call call, long left) {
        calls.add(call);
        Reply scripted = scripted(call.method() + call.part() + call.service() + call.tenant());
        if (scripted != null && !scripted.isFenced()) {
            return scripted;
        }
        String fence = call.service() + call.tenant();
        return switch (call.method()) {
            case "POST" -> {
                fences.putIfAbsent(fence, call.job());
                yield scripted == null ? Reply.fenced() : scripted;
            }
            case "DELETE" -> {
                fences.remove(fence, call.job());
                yield new Reply(204, "", null);
            }
            default -> Reply.verified(left);
        };
    }

    private Reply scripted(String call) {
        Deque<Reply> script = scripts.get(call);
        if (script == null) {
            return null;
        }
        synchronized (script) {
            return script.poll();
        }
    }
}
