package io.tenantdeletion.orchestrator.fake;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the tenant service knows of users, and the services' data of users. Calls are named by the last part of their
 * path: {@code ownerships}, {@code memberships}, {@code transfer-ownership}, {@code models}, {@code forecasts},
 * {@code notifications}. What is scripted is answered first, then as the real ones do.
 */
public final class FakeUsers {

    private static final Optional<UUID> NOBODY = Optional.empty();

    /** By user, by tenant's id as text, which is the order of the pages: who would own it next. */
    private final Map<UUID, SortedMap<String, Optional<UUID>>> owned = new ConcurrentHashMap<>();

    private final Map<UUID, SortedMap<String, Boolean>> memberships = new ConcurrentHashMap<>();
    private final Map<UUID, Set<String>> left = new ConcurrentHashMap<>();
    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();

    /** Where there are no rows left, as service and user. */
    private final Set<String> purged = ConcurrentHashMap.newKeySet();

    private final FakeAccounts accounts;

    FakeUsers(FakeAccounts accounts) {
        this.accounts = accounts;
    }

    /** The user owns this tenant, and nobody else administers it. */
    public void owns(UUID user, UUID tenant) {
        own(user, tenant, NOBODY);
    }

    /** The user owns this tenant; without the user it would be somebody else's, who has an account. */
    public void owns(UUID user, UUID tenant, UUID next) {
        accounts.add(next);
        own(user, tenant, Optional.of(next));
    }

    private void own(UUID user, UUID tenant, Optional<UUID> next) {
        owned.computeIfAbsent(user, any -> new ConcurrentSkipListMap<>()).put(tenant.toString(), next);
        joins(user, tenant);
    }

    /** When it is asked first, somebody would get the user's tenant, and later, after these replies, nobody. */
    public void losesSuccessor(UUID user, FakeTenant tenant, Reply... later) {
        owns(user, tenant.id(), tenant.admin());
        String first = owned.get(user).entrySet().stream()
                .map(one -> ownership(one.getKey(), one.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
        on(
                "GET",
                "ownerships",
                user,
                Stream.concat(Stream.of(Reply.body(first), Reply.body("[]")), Stream.of(later))
                        .toArray(Reply[]::new));
        own(user, tenant.id(), NOBODY);
    }

    /** Somebody else has got it. */
    public void losesTenant(UUID user, FakeTenant tenant) {
        owned.get(user).remove(tenant.id().toString());
    }

    /** The user is in this tenant. */
    public void joins(UUID user, UUID tenant) {
        memberships.computeIfAbsent(user, any -> new ConcurrentSkipListMap<>()).put(tenant.toString(), true);
    }

    /** The tenants that cannot be without the user. */
    public List<String> owned(UUID user) {
        return List.copyOf(
                owned.getOrDefault(user, new ConcurrentSkipListMap<>()).keySet());
    }

    /** In how many tenants the user is. */
    public int memberships(UUID user) {
        return memberships.getOrDefault(user, new ConcurrentSkipListMap<>()).size();
    }

    /** What a call about this user, or the transfer of this tenant, is answered before it is answered as usual. */
    public void on(String method, String call, UUID whose, Reply... replies) {
        scripts.put(method + call + whose, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** The tenant is deleted. */
    void gone(UUID tenant) {
        owned.values().forEach(tenants -> tenants.remove(tenant.toString()));
        memberships.values().forEach(tenants -> tenants.remove(tenant.toString()));
    }

    /** The answer to a call of the tenant service about this user. */
    Reply ofTenantService(String method, String call, UUID user, Map<String, String> query) {
        return scripted(method + call + user).orElseGet(() -> {
            if (call.equals("ownerships")) {
                return Reply.body(page(owned.get(user), query, FakeUsers::ownership));
            }
            return method.equals("GET")
                    ? Reply.body(page(memberships.get(user), query, FakeUsers::membership))
                    : leave(user);
        });
    }

    /** The answer to the transfer of a tenant. */
    Reply transfer(UUID tenant, String body) {
        return scripted("POSTtransfer-ownership" + tenant).orElseGet(() -> {
            owned.values().forEach(tenants -> tenants.remove(tenant.toString()));
            String next = body.replaceAll(".*\"new_owner_id\":\"([^\"]*)\".*", "$1");
            return Reply.body("{\"tenant_id\": \"%s\", \"owner_id\": \"" + next + "\"}");
        });
    }

    /** The answer of a service that holds data of users. */
    Reply ofService(String method, String data, UUID user) {
        Reply reply = scripted(method + data + user)
                .orElseGet(() -> method.equals("DELETE")
                        ? Reply.complete(purged.contains(data + user) ? 0 : 3)
                        : Reply.preview(rows(data, user)));
        if (method.equals("DELETE") && reply.isComplete()) {
            purged.add(data + user);
        }
        return reply.ofUser();
    }

    /** What a service, or the tenant service under the name {@code tenants}, has deleted of the user is back. */
    Reply restore(Call call, Reply reply, FakeChecks checks) {
        UUID user = call.tenant();
        if (reply.isRestored()) {
            purged.remove(call.service() + user);
            checks.restored(call.service(), user, call.job());
            if (call.service().equals("tenants")) {
                left.getOrDefault(user, Set.of()).forEach(tenant -> joins(user, UUID.fromString(tenant)));
            }
        }
        return reply.ofUser();
    }

    /** How many rows of the user there are. */
    long rows(String data, UUID user) {
        return purged.contains(data + user) ? 0 : 3;
    }

    private Optional<Reply> scripted(String call) {
        Deque<Reply> script = scripts.get(call);
        if (script == null) {
            return Optional.empty();
        }
        synchronized (script) {
            return Optional.ofNullable(script.poll());
        }
    }

    private Reply leave(UUID user) {
        SortedMap<String, Boolean> all = memberships.getOrDefault(user, new ConcurrentSkipListMap<>());
        List<String> stays = owned(user);
        int before = all.size();
        left.computeIfAbsent(user, any -> ConcurrentHashMap.newKeySet()).addAll(all.keySet());
        all.keySet().retainAll(stays);
        String errors = stays.stream()
                .map("{\"tenant_id\": \"%1$s\", \"error\": \"would have no owner\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.body("""
                {"user_id": "%%s", "deleted_counts": {"tenant_members": %d}, "success": %s, "errors": %s,
                 "timestamp": "2026-01-31T12:34:56Z"}""".formatted(before - all.size(), stays.isEmpty(), errors));
    }

    private static <T> String page(
            SortedMap<String, T> all,
            Map<String, String> query,
            java.util.function.BiFunction<String, T, String> json) {
        return (all == null ? Map.<String, T>of() : all)
                .entrySet().stream()
                        .filter(one ->
                                query.get("after") == null || one.getKey().compareTo(query.get("after")) > 0)
                        .limit(Long.parseLong(query.getOrDefault("limit", "500")))
                        .map(one -> json.apply(one.getKey(), one.getValue()))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static String ownership(String tenant, Optional<UUID> next) {
        return ownership(tenant, next.map(UUID::toString).orElse(null));
    }

    /** An entry of a page of ownerships. */
    public static String ownership(String tenant, String next) {
        return "{\"tenant_id\": \"%1$s\", \"tenant_name\": \"Bakery %1$s\", \"status\": \"active\", \"new_owner_id\": %2$s}"
                .formatted(tenant, next == null ? "null" : "\"" + next + "\"");
    }

    private static String membership(String tenant, boolean is) {
        return "{\"tenant_id\": \"%s\", \"role\": \"member\"}".formatted(tenant);
    }
}
