package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.UUID;

/**
 * How somebody wants a tenant deleted.
 *
 * @param confirmation the tenant's name as it was sent, or null
 * @param retention how long the deletion can be taken back, or null for the usual time
 * @param previewToken proves that a preview was seen, or null
 * @param forceReason why an id that this service does not know is to be deleted all the same, or null where that was
 *     not asked for
 * @param idempotencyKey makes a repeated request the same request
 * @param maxWait how long the caller prefers to wait for the outcome; zero for not at all
 */
record DeletionParameters(
        String confirmation,
        Duration retention,
        String previewToken,
        String forceReason,
        String idempotencyKey,
        Duration maxWait) {

    /**
     * Reads parameters and headers.
     *
     * @param longestWait what a longer wait is cut to
     * @throws ProblemException 400 where one of them is malformed
     */
    static DeletionParameters of(DeletionQuery query, HttpHeaders headers, Duration longestWait) {
        // A key of our own where the caller sent none, so that a call that breaks off can be sent again.
        String key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY))
                .orElseGet(() -> UUID.randomUUID().toString());
        Duration wait = RequestHeaders.waiting(headers.getRequestHeader(DeletionHeaders.PREFER), longestWait)
                .orElse(Duration.ZERO);
        return new DeletionParameters(
                query.confirm,
                RequestTimes.duration("retention", query.retention),
                query.previewToken,
                query.forceReason(),
                key,
                wait);
    }

    /** Whether an id is to be deleted that this service may not know. */
    boolean isForced() {
        return forceReason != null;
    }
}
