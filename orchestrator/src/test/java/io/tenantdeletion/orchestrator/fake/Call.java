package io.tenantdeletion.orchestrator.fake;

import java.util.UUID;

/**
 * A call the platform got.
 *
 * @param method GET, POST or DELETE
 * @param service whose path it was
 * @param part the last part of the path, behind the subject; empty of a purge
 * @param tenant which tenant or user it was about
 * @param job the job named in the header, or null
 * @param token the bearer token, or null
 * @param prefer the preference in the header, or null
 * @param restoreKey the key of its restore log, or null
 * @param restoreUntil until when it is to keep that, or null
 * @param traceparent the trace it is a part of, or null
 */
public record Call(
        String method,
        String service,
        String part,
        UUID tenant,
        String job,
        String token,
        String prefer,
        String restoreKey,
        String restoreUntil,
        String traceparent) {}
