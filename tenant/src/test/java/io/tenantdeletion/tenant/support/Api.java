package io.tenantdeletion.tenant.support;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import java.util.UUID;

/** This service's calls, as somebody. */
public final class Api {

    public static final String TENANTS = "/api/v1/tenants/";

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    /** The calls with that bearer token. */
    public static Api with(String token) {
        return new Api(token);
    }

    /** The calls as a user without any role. */
    public static Api as(UUID user) {
        return with(Tokens.user(user));
    }

    /** The calls as one of our services. */
    public static Api asService() {
        return with(Tokens.service());
    }

    /** A request with the token, if there is one. */
    public RequestSpecification request() {
        return token == null ? given() : given().auth().oauth2(token);
    }

    /** Reads below {@link #TENANTS}. */
    public ValidatableResponse get(String path) {
        return request().when().get(TENANTS + path).then();
    }

    /** Deletes below {@link #TENANTS}. */
    public ValidatableResponse delete(String path) {
        return request().when().delete(TENANTS + path).then();
    }

    /** Puts JSON below {@link #TENANTS}. */
    public ValidatableResponse put(String path, String json) {
        return request()
                .contentType("application/json")
                .body(json)
                .when()
                .put(TENANTS + path)
                .then();
    }

    /** Posts JSON below {@link #TENANTS}. */
    public ValidatableResponse post(String path, String json) {
        RequestSpecification request = request();
        return (json == null ? request : request.contentType("application/json").body(json))
                .when()
                .post(TENANTS + path)
                .then();
    }

    /** Gives a member a role. */
    public ValidatableResponse putMember(UUID tenant, UUID user, String role) {
        return put(tenant + "/members/" + user, "{\"role\": \"" + role + "\"}");
    }

    /** Takes a member out. */
    public ValidatableResponse removeMember(UUID tenant, UUID user) {
        return delete(tenant + "/members/" + user);
    }

    /** Transfers a tenant. */
    public ValidatableResponse transfer(UUID tenant, UUID newOwner) {
        return post(tenant + "/transfer-ownership", "{\"new_owner_id\": \"" + newOwner + "\"}");
    }

    /** Suspends a tenant on condition that the user administers it alone. */
    public ValidatableResponse suspendForSoleAdmin(UUID tenant, UUID job, long token, UUID user) {
        return put(tenant + "/deletion", """
                {"job_id": "%s", "token": %d, "due_at": "2099-01-31T12:00:00Z", "initiated_by": "%s", "sole_admin": true}
                """.formatted(job, token, user));
    }

    /** Suspends a tenant whoever else there is. */
    public ValidatableResponse suspend(UUID tenant, UUID job, long token) {
        return put(tenant + "/deletion", """
                {"job_id": "%s", "token": %d, "due_at": "2099-01-31T12:00:00Z"}
                """.formatted(job, token));
    }

    /** Suspends a tenant for a job that deletes from now on. */
    public ValidatableResponse suspendForPurge(UUID tenant, UUID job, long token) {
        return put(tenant + "/deletion", """
                {"job_id": "%s", "token": %d, "purging": true}
                """.formatted(job, token));
    }

    /** Ends a suspension. */
    public ValidatableResponse unsuspend(UUID tenant, UUID job, long token) {
        return delete(tenant + "/deletion?job_id=" + job + "&token=" + token);
    }

    /** Ends the suspension for a job whose deletions are undone. */
    public ValidatableResponse unsuspendUndone(UUID tenant, UUID job, long token) {
        return delete(tenant + "/deletion?job_id=" + job + "&token=" + token + "&undone=true");
    }

    /** Takes a user out of every tenant for good, in the course of the user's deletion. */
    public ValidatableResponse erase(UUID user, UUID job) {
        return request()
                .header("Deletion-Job-Id", job)
                .when()
                .delete(TENANTS + "user/" + user + "/memberships")
                .then();
    }

    /** Checks that an answer is that problem. */
    public static ValidatableResponse isProblem(ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tenant-deletion:problem:" + slug))
                .body("status", equalTo(status));
    }
}
