package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.orchestrator.job.Mode;
import io.tenantdeletion.orchestrator.participant.Capability;
import io.tenantdeletion.orchestrator.participant.ParticipantState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A service that takes part in deletions.
 *
 * @param service its name
 * @param capabilities what it can do
 * @param holdsTenantData whether it takes part in deletions of tenants
 * @param holdsUserData whether it takes part in deletions of users
 * @param mode {@code shadow} where it is only asked what it would delete, else {@code delete}
 * @param reachable whether it answered when it was asked
 * @param checkedAt when that was
 * @param planVersion the version of its plan; null where it computes none, or did not say
 * @param findings what it finds in the way of deletions, or worth a look
 * @param breaker the circuit breaker of this replica's calls: closed, open or half_open
 * @param error why it does not answer, or null
 * @param errorSince since when, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Service")
public record ServiceView(
        String service,
        List<String> capabilities,
        boolean holdsTenantData,
        boolean holdsUserData,
        String mode,
        boolean reachable,
        Instant checkedAt,
        String planVersion,
        List<Finding> findings,
        String breaker,
        String error,
        Instant errorSince) {

    /** @param shadow whether the whole platform is */
    static ServiceView of(ParticipantState state, boolean shadow) {
        Mode mode = shadow || state.participant().isShadow() ? Mode.SHADOW : Mode.DELETE;
        return new ServiceView(
                state.participant().name(),
                Arrays.stream(Capability.values())
                        .filter(state.participant()::can)
                        .map(Capability::toString)
                        .toList(),
                state.participant().holdsTenantData(),
                state.participant().holdsUserData(),
                mode.name().toLowerCase(Locale.ROOT),
                state.reachable(),
                state.checkedAt(),
                state.planVersion(),
                state.findings(),
                state.circuit().name().toLowerCase(Locale.ROOT),
                state.error(),
                state.errorSince());
    }
}
