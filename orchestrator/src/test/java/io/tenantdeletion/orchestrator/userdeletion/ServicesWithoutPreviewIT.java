package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.confirmation.ConfirmationProblems;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.Origin;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.Unavailable;
import io.tenantdeletion.orchestrator.saga.JobOptions;
import io.tenantdeletion.orchestrator.saga.UnlikeServices;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service that need not count keeps nobody from going, and what it would delete does not count as nothing. */
@QuarkusTest
@WithTestResource(UnlikeServices.class)
class ServicesWithoutPreviewIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    UserConfirmation confirmation;

    @Inject
    ResidualUserData remains;

    private final UserId user = new UserId(platform.user());
    private final FakeTenant tenant = platform.tenant();

    @Test
    void theirUsersCanBeConfirmed() {
        Unavailable recipes = new Unavailable("recipes", "unsupported: this service has no preview");

        UserConfirmation.Issued issued =
                confirmation.issue(user, goesAlong(), List.of(recipes)).await().atMost(PATIENCE);

        assertThat(issued.unanswered()).isEmpty();
        assertThat(issued.token()).isPresent();
        assertThat(require(issued.token().get().text()).token()).isNotNull();
    }

    @Test
    void whoDidNotAnswerIsAnotherMatter() {
        Unavailable identity = new Unavailable("identity", "timed_out: no answer");

        assertThat(confirmation
                        .issue(user, goesAlong(), List.of(identity))
                        .await()
                        .atMost(PATIENCE)
                        .token())
                .isEmpty();
    }

    @Test
    void aTenantThatNotEverybodyCanCountIsNotSmall() {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> require(null));

        assertThat(problem.type()).isEqualTo(ConfirmationProblems.REQUIRED);
    }

    @Test
    void whatIsLeftOfAUserIsWhatCanBeCounted() {
        assertThat(remains.of(user).await().atMost(PATIENCE)).isTrue();
        Stream.of("orders", "inventory", "sales", "production", "suppliers", "pos", "external", "alerts")
                .forEach(this::hasNothing);
        Stream.of("models", "forecasts", "notifications").forEach(this::hasNothing);

        assertThat(remains.of(user).await().atMost(PATIENCE)).isFalse();
    }

    private void hasNothing(String service) {
        platform.users().on("GET", service, user.value(), Reply.preview(0));
    }

    private Confirmed require(String token) {
        UserJobRequest request = new UserJobRequest(
                user,
                new Origin(user, RequestedAs.USER, null, null),
                AuditContext.ofTheOrchestrator("a test"),
                new JobOptions(null, token, false, false, null),
                null);
        return confirmation.require(request, goesAlong()).await().atMost(PATIENCE);
    }

    private TenantImpact goesAlong() {
        TenantImpact future = new TenantImpact();
        future.add(List.of(new TenantOwnership(new TenantId(tenant.id()), tenant.name(), null, List.of(), "active")));
        return future;
    }
}
