package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint times every kind of caller. */
@QuarkusTest
class AccessIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    // A deletion that fails is started by the tenant's owner; then each caller makes each call. "retry" meets a failed
    // job. The list shows everybody their own.
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # caller,        job, latest, list, preview, retry, start
            nobody,          401, 401,    401,  401,     401,   401
            expired,         401, 401,    401,  401,     401,   401
            forged,          401, 401,    401,  401,     401,   401
            wrong audience,  401, 401,    401,  401,     401,   401
            wrong issuer,    401, 401,    401,  401,     401,   401
            service,         200, 200,    200,  200,     202,   202
            platform admin,  200, 200,    200,  200,     202,   202
            initiator,       200, 200,    200,  200,     202,   403
            former owner,    200, 200,    200,  403,     403,   403
            admin,           200, 200,    200,  200,     403,   403
            member,          403, 403,    200,  403,     403,   403
            stranger,        403, 403,    200,  403,     403,   403
            self-promoted,   403, 403,    200,  403,     403,   403
            """)
    void everyCallOfACaller(ArgumentsAccessor expected) {
        String caller = expected.getString(0);
        platform.onPurge("pos", tenant, Reply.status(400), Reply.status(400), Reply.complete(1));
        String id = Api.run(tenant).path("job_id");

        List<Integer> answers = new ArrayList<>(List.of(
                as(caller).get(Api.JOBS + "/" + id).statusCode(),
                as(caller).get(Api.JOBS + "/tenant/" + tenant.id() + "/latest").statusCode(),
                as(caller).get(Api.JOBS).statusCode(),
                as(caller).get("/api/v1/deletion-preview/tenant/" + tenant.id()).statusCode(),
                as(caller).post(Api.JOBS + "/" + id + "/retry").statusCode()));
        Api.awaitStatus(id, "failed");
        Response started = as(caller)
                .contentType(ContentType.JSON)
                .body(Map.of("tenant_id", tenant.id()))
                .post(Api.JOBS);
        answers.add(started.statusCode());
        if (started.statusCode() == 202) {
            Api.awaitStatus(started.<String>path("job_id"), "completed");
        }

        assertThat(answers)
                .isEqualTo(IntStream.rangeClosed(1, 6)
                        .mapToObj(expected::getInteger)
                        .toList());
    }

    @ParameterizedTest(name = "{0} takes a pending job back: {1}")
    @CsvSource({
        "nobody, 401",
        "expired, 401",
        "forged, 401",
        "wrong audience, 401",
        "wrong issuer, 401",
        "service, 200",
        "platform admin, 200",
        "initiator, 200",
        "former owner, 403",
        "admin, 403",
        "member, 403",
        "stranger, 403",
        "self-promoted, 403",
    })
    void cancellingOfACaller(String caller, int status) {
        String id = Api.post(tenant, Api.service(), Map.of("retention", "P1D")).path("job_id");

        as(caller).post(Api.JOBS + "/" + id + "/cancel").then().statusCode(status);

        Api.job(id).then().body("status", equalTo(status == 200 ? "cancelled" : "pending"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"reason\": 5}' | 400",
                "'{}' | 200",
                "null | 200",
                "'{\"reason\": \"a\\u0007b\"}' | 400",
                "'{\"reason\"' | 400",
                "'[1]' | 400",
                "'nonsense' | 400",
            })
    void aDecisionsBodyIsAReasonOrNothing(String body, int status) {
        String id = Api.post(tenant, Api.service(), Map.of("retention", "P1D")).path("job_id");

        Api.service()
                .contentType(ContentType.JSON)
                .body(body)
                .post(Api.JOBS + "/" + id + "/cancel")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest(name = "{0} sees 404 for what does not exist")
    @CsvSource({"service", "platform admin", "stranger"})
    void whatDoesNotExist(String caller) {
        String unknown = UUID.randomUUID().toString();

        for (String path : new String[] {
            Api.JOBS + "/" + unknown,
            Api.JOBS + "/tenant/" + unknown + "/latest",
            "/api/v1/deletion-preview/tenant/" + unknown
        }) {
            Response answer = as(caller).get(path);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            boolean hidden = caller.equals("stranger") && path.startsWith(Api.JOBS + "/tenant/");
            assertThat(answer.statusCode()).as(path).isEqualTo(hidden ? 403 : 404);
        }
        assertThat(as(caller).post(Api.JOBS + "/" + unknown + "/retry").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/deletion-jobs/nonsense, 400",
        "GET, /api/v1/deletion-jobs/1-1-1-1-1, 400",
        "POST, /api/v1/deletion-jobs/nonsense/retry, 400",
        "POST, /api/v1/deletion-jobs/nonsense/cancel, 400",
        "POST, /api/v1/deletion-jobs/11111111-1111-4111-8111-111111111111/cancel, 404",
        "GET, /api/v1/deletion-jobs/tenant/nonsense, 400",
        "GET, /api/v1/deletion-preview/tenant/nonsense, 400",
        "GET, /api/v1/deletion-jobs?status=done, 400",
        "GET, /api/v1/deletion-jobs?page=0, 400",
        "GET, /api/v1/deletion-jobs?page=-1, 400",
        "GET, /api/v1/deletion-jobs?page=first, 400",
        "GET, /api/v1/deletion-jobs?page=99999999999999999999, 400",
        "GET, /api/v1/deletion-jobs?page_size=101, 400",
        "DELETE, /api/v1/deletion-jobs, 405",
        "GET, /api/v1/orders/tenant/11111111-1111-4111-8111-111111111111/deletion-preview, 404"
    })
    void badRequests(String method, String path, int status) {
        Response answer = Api.service().urlEncodingEnabled(false).request(method, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
    }

    private RequestSpecification as(String caller) {
        return switch (caller) {
            case "nobody" -> RestAssured.given();
            case "expired" -> Api.as(Tokens.expired());
            case "forged" -> Api.as(Tokens.forged());
            case "wrong audience" -> Api.as(Tokens.wrongAudience());
            case "wrong issuer" -> Api.as(Tokens.wrongIssuer());
            case "service" -> Api.service();
            case "platform admin" -> Api.as(Tokens.platformAdmin());
            case "initiator" -> Api.as(Tokens.user(tenant.owner()));
            case "former owner" -> {
                platform.handOver(tenant);
                yield Api.as(Tokens.user(tenant.owner()));
            }
            case "admin" -> Api.as(Tokens.user(tenant.admin()));
            case "member" -> Api.as(Tokens.user(tenant.member()));
            case "stranger" -> Api.as(Tokens.user(UUID.randomUUID()));
            case "self-promoted" -> Api.as(Tokens.selfPromoted(UUID.randomUUID()));
            default -> throw new IllegalArgumentException(caller);
        };
    }
}
