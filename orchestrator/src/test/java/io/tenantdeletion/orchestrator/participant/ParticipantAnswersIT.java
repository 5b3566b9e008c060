package io.tenantdeletion.orchestrator.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer is worth: a refusal and somebody who is not available are never taken for each other. */
@QuarkusTest
class ParticipantAnswersIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ParticipantRegistry participants;

    @Inject
    TenantDirectory directory;

    @Inject
    UserTenants userTenants;

    @Inject
    TenantAdmins admins;

    private final FakeTenant tenant = platform.tenant();

    @ParameterizedTest
    @CsvSource({
        "500, error,          true",
        "503, error,          true",
        "401, unauthorized,   true",
        "408, busy,           true",
        "429, busy,           true",
        "400, refused,        false",
        "403, refused,        false",
        "404, refused,        false",
        "409, refused,        false",
        "301, invalid_answer, false",
        "200, invalid_answer, false",
        "0,   unreachable,    true"
    })
    void aStatusIsARefusalOrNobodysAnswer(int status, String kind, boolean unavailable) {
        platform.onPurge("pos", tenant, Reply.status(status));

        Failure failure = purge().failure();

        assertThat(failure.kind()).hasToString(kind);
        assertThat(failure.kind().isUnavailable()).isEqualTo(unavailable);
    }

    @Test
    void successWithErrorsIsNone() {
        platform.onPurge("pos", tenant, Reply.body("""
                {"message": "ok", "summary": {"tenant_id": "%s", "service_name": "pos", "success": true,
                 "deleted_counts": {"rows": 5}, "errors": ["could not delete rows"],
                 "timestamp": "2026-01-01T00:00:00Z"}}"""));

        DataDeletionResponse answer = purge().answer();

        assertThat(answer.summary().success()).isFalse();
        assertThat(answer.summary().deletedCounts()).containsEntry("rows", 5L);
        assertThat(answer.summary().errors()).containsExactly("could not delete rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "tenant", "alert_processor", "notifications"})
    void anotherServicesAnswerIsNone(String service) {
        platform.onPurge("pos", tenant, Reply.body(Reply.complete(5).body().replace("any", service)));

        assertThat(purge().failure()).hasToString("invalid_answer: it speaks of another service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pos", "Point of Sale"})
    void itsOwnIsWhateverItCallsItself(String service) {
        platform.onPurge("pos", tenant, Reply.body(Reply.complete(5).body().replace("any", service)));

        assertThat(purge().answer().summary().serviceName()).isEqualTo(service);
    }

    @Test
    void aRefusalTellsWhatIsInTheWay() {
        platform.onPurge("pos", tenant, Reply.refused("""
                [{"code": "foreign-rows", "table": "orders", "detail": "3 rows\\nof others", "remedy": "move them"},
                 {"severity": "warning", "code": "slow", "detail": "no index"}, "odd"]"""));

        assertThat(purge().failure().lines())
                .containsExactly(
                        "refused: deletion-refused, d",
                        "finding: table orders; foreign-rows: 3 rows of others; remedy: move them");
    }

    @Test
    void aTokenThatIsNotAcceptedAnyMoreIsReplacedAtOnceAndForAll() {
        platform.onPurge("pos", tenant, Reply.status(401), Reply.complete(3));
        platform.onPurge("orders", tenant, Reply.complete(3));

        Outcome<DataDeletionResponse> outcome = purge();
        participants.find("orders").orElseThrow().purge(id(), job()).await().atMost(PATIENCE);

        assertThat(outcome.answer().summary().success()).isTrue();
        assertThat(outcome.tries()).isEqualTo(1);
        assertThat(outcome.answerLost()).isFalse();
        assertThat(platform.purges("pos", tenant))
                .hasSize(2)
                .extracting(Call::token)
                .doesNotHaveDuplicates();
        assertThat(platform.purges("orders", tenant))
                .extracting(Call::token)
                .containsExactly(platform.purges("pos", tenant).get(1).token());
    }

    @Test
    void whoAcceptsNoTokenAtAllIsAskedTwice() {
        platform.onPurge("pos", tenant, Reply.status(401));

        assertThat(purge().failure().kind()).isEqualTo(FailureKind.UNAUTHORIZED);
        assertThat(platform.purges("pos", tenant)).hasSize(2);
    }

    @Test
    void aTokenIsReplacedForTheTenantServiceToo() {
        UUID user = UUID.randomUUID();
        platform.users().joins(user, tenant.id());
        platform.users().on("GET", "memberships", user, Reply.status(401));
        platform.onTenant(tenant, Reply.status(401), Reply.body("{\"name\": \"known\"}"));
        platform.onAdmins(tenant, Reply.status(401), Reply.body("[]"));

        assertThat(userTenants
                        .memberships(new UserId(user), null, 10)
                        .await()
                        .atMost(PATIENCE)
                        .answer())
                .containsExactly(id());
        assertThat(name()).isEqualTo("known");
        assertThat(admins.of(id()).await().atMost(PATIENCE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 0})
    void onlyTheTenantServiceItselfCanSayThatThereIsNoSuchTenant(int status) {
        platform.onTenant(tenant, Reply.status(status));

        assertThat(unknown().type()).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void aTenantThatItDoesNotKnowIsUnknown() {
        platform.forget(tenant);

        assertThat(unknown().type()).isEqualTo(ProblemType.NOT_FOUND);
    }

    private Outcome<DataDeletionResponse> purge() {
        return participants.find("pos").orElseThrow().purge(id(), job()).await().atMost(PATIENCE);
    }

    private ProblemException unknown() {
        return catchThrowableOfType(ProblemException.class, this::name);
    }

    private String name() {
        return directory.nameOf(id()).await().atMost(PATIENCE);
    }

    private TenantId id() {
        return new TenantId(tenant.id());
    }

    private static JobId job() {
        return new JobId(UUID.randomUUID());
    }
}
