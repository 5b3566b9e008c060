package io.tenantdeletion.orchestrator.api;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The orchestrator's API as tests call it. */
public final class Api {

    public static final String JOBS = "/api/v1/deletion-jobs";

    private Api() {}

    public static RequestSpecification as(String token) {
        return RestAssured.given().auth().oauth2(token);
    }

    public static RequestSpecification service() {
        return as(Tokens.service());
    }

    /** Starts a deletion as a service, and waits until it has ended. */
    public static Response run(FakeTenant tenant) {
        return post(tenant, service().header("Prefer", "wait=20"));
    }

    /** Starts a deletion. */
    public static Response post(FakeTenant tenant, RequestSpecification request) {
        return request.contentType(ContentType.JSON)
                .body(Map.of("tenant_id", tenant.id(), "initiated_by", tenant.owner(), "reason", "a test"))
                .post(JOBS);
    }

    /** Starts a deletion with further members of the body. */
    public static Response post(FakeTenant tenant, RequestSpecification request, Map<String, ?> further) {
        Map<String, Object> body = new HashMap<>(Map.of("tenant_id", tenant.id(), "initiated_by", tenant.owner()));
        body.putAll(further);
        return request.contentType(ContentType.JSON).body(body).post(JOBS);
    }

    /** Cancels, approves or rejects a job. */
    public static Response decide(String id, String decision, RequestSpecification request) {
        return request.contentType(ContentType.JSON)
                .body(Map.of("reason", "because"))
                .post(JOBS + "/" + id + "/" + decision);
    }

    /** Deletes a user as a service, and waits until the job has ended. */
    public static Response deleteUser(UUID user) {
        return deleteUser(user, service().header("Prefer", "wait=30"));
    }

    /** Deletes a user. */
    public static Response deleteUser(UUID user, RequestSpecification request) {
        return request.delete("/api/v1/auth/users/" + user);
    }

    /** Deletes the caller's own account. */
    public static Response deleteOwnAccount(RequestSpecification request) {
        return request.delete("/api/v1/auth/me/account");
    }

    public static Response job(String id) {
        return service().get(JOBS + "/" + id);
    }

    public static Response retry(String id) {
        return retry(id, service());
    }

    /** Retries a job and waits until it has ended. */
    public static Response retry(String id, RequestSpecification request) {
        return request.header("Prefer", "wait=20").post(JOBS + "/" + id + "/retry");
    }

    /** The id of a tenant's newest job, or null where it has none. */
    public static String jobOf(FakeTenant tenant) {
        return service().get(JOBS + "/tenant/" + tenant.id() + "/latest").path("job_id");
    }

    /** Waits until the job has this status. */
    public static void awaitStatus(String id, String status) {
        // Without a path, which would be compiled anew each time.
        Awaitility.await()
                .until(() ->
                        new JsonObject(job(id).asString()).getString("status").equals(status));
    }

    public static void awaitStatus(UUID id, String status) {
        awaitStatus(id.toString(), status);
    }
}
