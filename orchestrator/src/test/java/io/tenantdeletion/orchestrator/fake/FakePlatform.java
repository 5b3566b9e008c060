package io.tenantdeletion.orchestrator.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** All services, the tenant service and the identity provider's accounts. What is not scripted goes well. */
public final class FakePlatform {

    private static final FakePlatform INSTANCE = new FakePlatform();

    private final Map<UUID, FakeTenant> tenants = new ConcurrentHashMap<>();
    private final FakeScripts scripts = new FakeScripts();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeUsers users = new FakeUsers(accounts);
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final FakeChecks checks = new FakeChecks();
    private final FakeRestores restores = new FakeRestores();
    private final Map<UUID, FakeTenant> everKnown = new ConcurrentHashMap<>();
    private final FakeSuspensions suspensions = new FakeSuspensions();

    private FakePlatform() {
        Exchanges.serve(Integer.getInteger(FakePlatformResource.PORT), this::handle);
    }

    public static FakePlatform get() {
        return INSTANCE;
    }

    /** A new tenant with an owner, an admin and a member. */
    public FakeTenant tenant() {
        return tenant(UUID.randomUUID());
    }

    /** A tenant of this id, alike. */
    public FakeTenant tenant(UUID id) {
        FakeTenant tenant = FakeTenant.of(id);
        tenants.put(tenant.id(), tenant);
        everKnown.put(tenant.id(), tenant);
        return tenant;
    }

    /** The tenant is not known any more. */
    public void forget(FakeTenant tenant) {
        tenants.remove(tenant.id());
    }

    /** The tenant belongs to other people now. */
    public void handOver(FakeTenant tenant) {
        tenants.put(tenant.id(), FakeTenant.of(tenant.id()));
    }

    /** Rows of this tenant are written, so that there is something to delete again. */
    public void write(String service, FakeTenant tenant) {
        scripts.write(service, tenant.id());
    }

    /**
     * What DELETE does for this tenant, call by call; the last reply is repeated, but nothing can be deleted twice.
     * Unscripted it deletes three rows the first time, and none later.
     */
    public void onPurge(String service, FakeTenant tenant, Reply... replies) {
        scripts.put("DELETE", service, tenant.id(), replies);
    }

    /** What the preview does for this tenant, call by call; the last reply is repeated. */
    public void onPreview(String service, FakeTenant tenant, Reply... replies) {
        scripts.put("GET", service, tenant.id(), replies);
    }

    /** What the tenant service tells of this tenant, call by call; the last reply is repeated. */
    public void onTenant(FakeTenant tenant, Reply... replies) {
        scripts.put("GET", "tenants", tenant.id(), replies);
    }

    /** What it tells of this tenant's admins. */
    public void onAdmins(FakeTenant tenant, Reply... replies) {
        scripts.put("GET", "tenantsadmins", tenant.id(), replies);
    }

    /** What the tenant service says to a suspension, call by call; the last reply is repeated; 200 for as usual. */
    public void onSuspend(FakeTenant tenant, Reply... replies) {
        scripts.put("PUT", "deletion", tenant.id(), replies);
    }

    /** What the tenant service says to the end of a suspension, alike. */
    public void onUnsuspend(FakeTenant tenant, Reply... replies) {
        scripts.put("DELETE", "deletion", tenant.id(), replies);
    }

    /** The request that has suspended the tenant, or null. */
    public String suspension(FakeTenant tenant) {
        return suspensions.current(tenant.id());
    }

    /** Every request that has suspended the tenant, in order. */
    public List<String> suspensions(FakeTenant tenant) {
        return suspensions.requests(tenant.id());
    }

    /** The DELETE calls a service got for a tenant. */
    public List<Call> purges(String service, FakeTenant tenant) {
        return purges(tenant).stream()
                .filter(call -> call.service().equals(service))
                .toList();
    }

    /** All calls that a service got about a tenant, but for fences and verifications. */
    public List<Call> calls(String service, FakeTenant tenant) {
        return calls.stream()
                .filter(call -> call.service().equals(service) && call.tenant().equals(tenant.id()))
                .toList();
    }

    /** All DELETE calls for a tenant. */
    public List<Call> purges(FakeTenant tenant) {
        return calls.stream()
                .filter(call -> call.method().equals("DELETE") && call.tenant().equals(tenant.id()))
                .toList();
    }

    /** Fences and verifications. */
    public FakeChecks checks() {
        return checks;
    }

    /** Restore logs. */
    public FakeRestores restores() {
        return restores;
    }

    /** The identity provider's accounts. */
    public FakeAccounts accounts() {
        return accounts;
    }

    /** Users, as tenant service and services know them. */
    public FakeUsers users() {
        return users;
    }

    /** A new account and the user behind it. */
    public UUID user() {
        return accounts.add();
    }

    /** All requests whose path contains this, in order, as {@code METHOD /path}. */
    public List<String> requests(Object part) {
        return requests.stream()
                .filter(request -> request.contains(part.toString()))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // /admin/realms/test/users/{id} or /api/v1/tenants/{id}[/admins] or /api/v1/{service}/{kind}/{id}[/…]
        String[] path = exchange.getRequestURI().getPath().split("/");
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path[1].equals("admin")) {
                account(exchange, UUID.fromString(path[5]));
            } else if (path.length > 5 && path[5].equals("deletion")) {
                UUID tenant = UUID.fromString(path[4]);
                suspensions.answer(exchange, tenant, body, tenants.containsKey(tenant) ? scripts : null);
            } else if (FakeExternalData.isOne(path)) {
                FakeExternalData.get().answer(exchange, path, restores::isKept);
            } else if (path[4].equals("user")) {
                user(exchange, path[3], UUID.fromString(path[5]), path.length > 6 ? path[path.length - 1] : "");
            } else if (path.length > 5 && path[5].equals("transfer-ownership")) {
                UUID tenant = UUID.fromString(path[4]);
                Exchanges.answer(exchange, users.transfer(tenant, body), tenant);
            } else if (path[3].equals("tenants")) {
                tenantService(exchange, UUID.fromString(path[4]), path.length > 5 ? path[5] : "");
            } else {
                service(exchange, path[3], UUID.fromString(path[5]), path.length > 6 ? path[6] : "");
            }
        }
    }

    private void user(HttpExchange exchange, String service, UUID user, String part) throws IOException {
        Call call = Exchanges.call(exchange, service, part, user);
        restores.called(call);
        Reply reply;
        if (part.equals(FakeRestores.RESTORE)) {
            reply = users.restore(call, restores.answer(call), checks);
        } else if (service.equals("tenants")) {
            reply = users.ofTenantService(call.method(), part, user, Exchanges.query(exchange));
        } else {
            reply = FakeChecks.isOne(part)
                    ? checks.answer(call, users.rows(service, user)).ofUser()
                    : users.ofService(call.method(), service, user);
        }
        Exchanges.answer(exchange, reply, user);
    }

    private void tenantService(HttpExchange exchange, UUID id, String part) throws IOException {
        FakeTenant tenant = tenants.get(id);
        if (tenant == null) {
            Exchanges.answer(exchange, Reply.problem(404, "not-found"), id);
        } else if (scripts.has("GET", "tenants" + part, id)) {
            Exchanges.answer(exchange, scripts.next("GET", "tenants" + part, id), id);
        } else {
            Exchanges.send(exchange, 200, part.equals("admins") ? tenant.adminsJson() : tenant.json());
        }
    }

    private void service(HttpExchange exchange, String service, UUID tenant, String part) throws IOException {
        Call call = Exchanges.call(exchange, service, part, tenant);
        if (FakeChecks.isOne(part)) {
            Exchanges.answer(exchange, checks.answer(call, scripts.rows(service, tenant)), tenant);
        } else if (part.equals(FakeRestores.RESTORE)) {
            restore(exchange, call);
        } else {
            calls.add(call);
            restores.called(call);
            Reply reply = scripts.next(call.method(), service, tenant);
            if (call.method().equals("DELETE") && service.equals("tenant") && reply.status() == 200) {
                users.gone(tenant);
            }
            Exchanges.answer(exchange, reply, tenant);
        }
    }

    private void restore(HttpExchange exchange, Call call) throws IOException {
        Reply reply = restores.answer(call);
        if (reply.isRestored()) {
            Exchanges.awaitGate(reply);
            scripts.restore(call.service(), call.tenant());
            checks.restored(call.service(), call.tenant(), call.job());
            if (call.service().equals("tenant")) {
                tenants.put(call.tenant(), everKnown.get(call.tenant()));
            }
        }
        Exchanges.answer(exchange, reply, call.tenant());
    }

    private void account(HttpExchange exchange, UUID user) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        Exchanges.answer(exchange, accounts.reply(exchange.getRequestMethod(), user, token), user);
    }
}
