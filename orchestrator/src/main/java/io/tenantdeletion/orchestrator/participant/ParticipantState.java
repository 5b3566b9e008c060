package io.tenantdeletion.orchestrator.participant;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.tenantdeletion.commons.contract.Finding;
import java.time.Instant;
import java.util.List;

/**
 * How a participant is, as this replica knows.
 *
 * @param participant which
 * @param checkedAt when it was asked
 * @param reachable whether it answered then
 * @param planVersion the version of its plan; null where it computes none, or did not say
 * @param findings what it finds in the way of deletions
 * @param circuit the circuit breaker of its calls; the worst of several
 * @param error why it could not be asked, or did not answer calls of jobs lately; or null
 * @param errorSince since when, or null
 */
public record ParticipantState(
        Participant participant,
        Instant checkedAt,
        boolean reachable,
        String planVersion,
        List<Finding> findings,
        CircuitBreakerState circuit,
        String error,
        Instant errorSince) {}
