package io.tenantdeletion.cli.check;

import static io.tenantdeletion.cli.check.MismatchException.require;

import io.tenantdeletion.cli.Http;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the platform asks of a tenant service beside the deletion of its rows. */
final class TenantServiceChecks {

    private static final String TENANTS = "/api/v1/tenants/";
    private static final String TENANT = "tenant";
    private static final String SUSPENSION = "suspension";
    private static final String USERS = "users";
    private static final String TWICE = "is set, also twice (200 or 204)";

    private final Service service;
    private final String tenant;
    private final UUID user;
    private final Checklist checklist;
    private final RefusalChecks refusals;

    /** Grows with every request; later than whatever a platform has asked for before. */
    private long token = Instant.now().toEpochMilli();

    TenantServiceChecks(Service service, UUID tenant, UUID user, Checklist checklist) {
        this.service = service;
        this.tenant = TENANTS + tenant;
        this.user = user;
        this.checklist = checklist;
        this.refusals = new RefusalChecks(service, checklist);
    }

    /** Everything that comes before the tenant's rows go. */
    void before() {
        directory();
        suspension();
        users();
    }

    /** The way back ends where rows are deleted. */
    void purging() {
        checklist.check(SUSPENSION, "is set for the purge (200 or 204)", () -> suspend(token++, true));
        checklist.check(
                SUSPENSION,
                "does not end any more once it purges (409)",
                () -> Bodies.problem(unsuspend(token++), 409));
    }

    /** The tenant is gone. */
    void after() {
        checklist.check(TENANT, "is unknown after its deletion (404)", () -> Bodies.problem(get(tenant), 404));
    }

    private void directory() {
        checklist.check(TENANT, "has a name (200)", () -> {
            Http.Answer answer = get(tenant);
            Bodies.status(answer, 200);
            Bodies.text(answer.body(), "name");
        });
        refusals401(tenant);
        checklist.check(
                TENANT,
                "that nobody knows is a problem (404)",
                () -> Bodies.problem(get(TENANTS + UUID.randomUUID()), 404));
        checklist.check(TENANT, "has a UUID (400)", () -> Bodies.problem(get(TENANTS + "42"), 400));
    }

    private void suspension() {
        refusals.callers(SUSPENSION, "PUT", tenant + "/deletion");
        long first = token++;
        checklist.check(SUSPENSION, TWICE, () -> {
            suspend(first, false);
            suspend(first, false);
        });
        checklist.check(
                SUSPENSION,
                "with a smaller token than one before is refused (409)",
                () -> Bodies.problem(put(first - 1, false), 409));
        checklist.check(SUSPENSION, "ends, also twice (204)", () -> {
            long end = token++;
            Bodies.status(unsuspend(end), 204);
            Bodies.status(unsuspend(end), 204);
        });
        checklist.check(
                SUSPENSION, "that comes after its end is refused (409)", () -> Bodies.problem(put(first, false), 409));
        checklist.check(
                SUSPENSION,
                "of somebody unknown ends as well (204)",
                () -> Bodies.status(
                        service.call("DELETE", TENANTS + UUID.randomUUID() + "/deletion" + query(token++)), 204));
    }

    private void users() {
        String own = TENANTS + "user/" + (user == null ? UUID.randomUUID() : user);
        checklist.check(USERS, "have memberships, by tenant (200)", () -> list(own + "/memberships"));
        checklist.check(USERS, "have ownerships, by tenant (200)", () -> list(own + "/ownerships"));
        if (user == null) {
            checklist.skip(USERS, "are in tenants", "no --user");
        } else {
            checklist.check(
                    USERS,
                    "are in tenants",
                    () -> require(!list(own + "/memberships").isEmpty(), "none: name a user who is in one"));
        }
        String nobody = TENANTS + "user/" + UUID.randomUUID() + "/memberships";
        refusals.callers(USERS, "DELETE", nobody);
        checklist.check(USERS, "leave all tenants (200)", () -> {
            Http.Answer answer = service.call("DELETE", nobody);
            Bodies.status(answer, 200);
            require(answer.body().path("success").asBoolean(), "success is not true");
            require(answer.body().path("errors").isArray(), "errors is not a list");
            require(Bodies.sum(Bodies.counts(answer.body(), "deleted_counts")) == 0, "rows of somebody else went");
        });
        checklist.check(
                USERS,
                "get no tenant that nobody knows (404)",
                () -> Bodies.problem(
                        service.call(
                                "POST",
                                TENANTS + UUID.randomUUID() + "/transfer-ownership",
                                Map.of("new_owner_id", UUID.randomUUID())),
                        404));
    }

    private void refusals401(String path) {
        checklist.check(
                TENANT,
                "is shown to nobody without a token (401)",
                () -> Bodies.problem(service.call("GET", path, (String) null), 401));
    }

    private List<String> list(String path) {
        Http.Answer answer = get(path + "?limit=100");
        Bodies.status(answer, 200);
        require(answer.body().isArray(), "the body is not a list");
        List<String> tenants = answer.body().findValuesAsText("tenant_id");
        require(tenants.size() == answer.body().size(), "an entry names no tenant_id");
        require(tenants.stream().sorted().toList().equals(tenants), "it is not in the order of tenant_id");
        return tenants;
    }

    private Http.Answer get(String path) {
        return service.call("GET", path);
    }

    private void suspend(long with, boolean purging) {
        Http.Answer answer = put(with, purging);
        require(
                answer.status() == 200 || answer.status() == 204,
                "status " + answer.status() + ": " + Http.problem(answer));
    }

    private Http.Answer put(long with, boolean purging) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("job_id", service.job());
        request.put("token", with);
        request.put("due_at", Instant.now().plusSeconds(3600).toString());
        request.put("sole_admin", false);
        request.put("purging", purging);
        return service.call("PUT", tenant + "/deletion", request);
    }

    private Http.Answer unsuspend(long with) {
        return service.call("DELETE", tenant + "/deletion" + query(with));
    }

    private String query(long with) {
        return "?job_id=" + service.job() + "&token=" + with;
    }
}
