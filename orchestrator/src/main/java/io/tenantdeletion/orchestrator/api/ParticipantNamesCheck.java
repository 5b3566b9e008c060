package io.tenantdeletion.orchestrator.api;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.participant.ParticipantNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Names the participants that do not know their configured name. No part of readiness: one wrong entry must not keep
 * the others' deletions from being followed.
 */
@HealthGroup("deletion")
@ApplicationScoped
class ParticipantNamesCheck implements AsyncHealthCheck {

    private final ParticipantNames names;

    ParticipantNamesCheck(ParticipantNames names) {
        this.names = names;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return names.mistakes().map(ParticipantNamesCheck::answer);
    }

    private static HealthCheckResponse answer(Map<String, String> mistakes) {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("participants' names").status(mistakes.isEmpty());
        mistakes.forEach(answer::withData);
        return answer.build();
    }
}
