package io.tenantdeletion.orchestrator.api;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once the registry was built from a valid configuration; tells who takes part. */
@Startup
@ApplicationScoped
class ParticipantsCheck implements AsyncHealthCheck {

    private final ParticipantRegistry participants;

    ParticipantsCheck(ParticipantRegistry participants) {
        this.participants = participants;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("participants")
                        .withData("services", String.join(" ", participants.names()))
                        .up()
                        .build());
    }
}
