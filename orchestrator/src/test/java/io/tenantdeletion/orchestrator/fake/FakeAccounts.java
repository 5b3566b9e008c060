package io.tenantdeletion.orchestrator.fake;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The accounts of the fake identity provider; what is not scripted is answered as Keycloak does. */
public final class FakeAccounts {

    private final Set<UUID> known = ConcurrentHashMap.newKeySet();
    private final Set<UUID> disabled = ConcurrentHashMap.newKeySet();
    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();
    private final List<AccountCall> calls = new CopyOnWriteArrayList<>();

    FakeAccounts() {}

    /** A new account. */
    public UUID add() {
        UUID user = UUID.randomUUID();
        add(user);
        return user;
    }

    /** An account of this user. */
    public void add(UUID user) {
        known.add(user);
    }

    /** This user's account cannot be used any more. */
    public void disable(UUID user) {
        disabled.add(user);
    }

    /** Whether there is an account of this user. */
    public boolean has(UUID user) {
        return known.contains(user);
    }

    /** What GET does for this user before it answers as usual, call by call. */
    public void onGet(UUID user, Reply... replies) {
        scripts.put("GET " + user, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** What DELETE does for this user before it answers as usual, call by call. */
    public void onDelete(UUID user, Reply... replies) {
        scripts.put("DELETE " + user, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** The calls about this user, in order. */
    public List<AccountCall> calls(UUID user) {
        return calls.stream().filter(call -> call.user().equals(user)).toList();
    }

    Reply reply(String method, UUID user, String token) {
        calls.add(new AccountCall(method, user, token));
        Reply scripted = scripted(method + " " + user);
        return scripted == null ? usual(method, user) : scripted;
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

    private Reply usual(String method, UUID user) {
        boolean there = method.equals("DELETE") ? known.remove(user) : known.contains(user);
        if (!there) {
            return new Reply(404, "{\"error\": \"User not found\"}", null);
        }
        return method.equals("DELETE")
                ? new Reply(204, "", null)
                : Reply.body("{\"id\": \"%s\", \"username\": \"somebody\", \"email\": \"" + address(user)
                        + "\", \"enabled\": " + !disabled.contains(user) + "}");
    }

    /** Where this user gets mail. */
    public static String address(UUID user) {
        return user + "@bakery.example";
    }

    /** A call about an account. */
    public record AccountCall(String method, UUID user, String token) {}
}
