package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.audit.Audit;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint of audit log and stop switch times every kind of caller. */
@QuarkusTest
class AuditAccessIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # caller,        lines, export, verification, append, switch, set switch
            nobody,          401,   401,    401,          401,    401,    401
            expired,         401,   401,    401,          401,    401,    401
            forged,          401,   401,    401,          401,    401,    401
            wrong audience,  401,   401,    401,          401,    401,    401
            wrong issuer,    401,   401,    401,          401,    401,    401
            service,         403,   403,    403,          204,    200,    403
            platform admin,  200,   200,    200,          403,    200,    200
            owner,           403,   403,    403,          403,    403,    403
            admin,           403,   403,    403,          403,    403,    403
            member,          403,   403,    403,          403,    403,    403
            stranger,        403,   403,    403,          403,    403,    403
            self-promoted,   403,   403,    403,          403,    403,    403
            """)
    void everyCallOfACaller(ArgumentsAccessor expected) {
        String filter = Audit.PATH + "?subject=" + tenant.id();

        List<Integer> answers = List.of(
                caller(expected).get(filter).statusCode(),
                caller(expected).accept("application/x-ndjson").get(filter).statusCode(),
                caller(expected).get(Audit.PATH + "/verification").statusCode(),
                caller(expected)
                        .contentType(ContentType.JSON)
                        .body(Map.of("events", List.of(Audit.event(tenant.id(), "ownership.transferred"))))
                        .post(Audit.PATH)
                        .statusCode(),
                caller(expected).get("/api/v1/deletion-control").statusCode(),
                caller(expected)
                        .contentType(ContentType.JSON)
                        .body(Map.of("paused", false))
                        .put("/api/v1/deletion-control")
                        .statusCode());

        assertThat(answers)
                .isEqualTo(IntStream.rangeClosed(1, 6)
                        .mapToObj(expected::getInteger)
                        .toList());
    }

    private RequestSpecification caller(ArgumentsAccessor expected) {
        return Callers.as(expected.getString(0), tenant);
    }
}
