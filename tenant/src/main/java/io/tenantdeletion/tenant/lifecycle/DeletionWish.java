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
 * @param idempotencyKey makes a repeated request the same request
 * @param patience how long the caller prefers to wait for the outcome; zero for not at all
 */
record DeletionWish(
        String confirmation, Duration retention, String previewToken, String idempotencyKey, Duration patience) {

    /**
     * Reads parameters and headers.
     *
     * @param longestWait what a longer wish to wait is cut to
     * @throws ProblemException 400 where one of them is malformed
     */
    static DeletionWish of(
            String confirmation, String retention, String previewToken, HttpHeaders headers, Duration longestWait) {
        // A key of our own where the caller sent none, so that a call that breaks off can be sent again.
        String key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY))
                .orElseGet(() -> UUID.randomUUID().toString());
        Duration wait = RequestHeaders.waiting(headers.getRequestHeader(DeletionHeaders.PREFER), longestWait)
                .orElse(Duration.ZERO);
        return new DeletionWish(confirmation, RequestTimes.duration("retention", retention), previewToken, key, wait);
    }
}
