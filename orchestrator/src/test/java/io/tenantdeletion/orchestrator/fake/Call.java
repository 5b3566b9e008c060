package io.tenantdeletion.orchestrator.fake;

import java.util.UUID;

/**
 * A call the platform got.
 *
 * @param method GET or DELETE
 * @param service whose path it was
 * @param tenant which tenant it was about
 * @param job the job named in the header, or null
 * @param token the bearer token, or null
 */
public record Call(String method, String service, UUID tenant, String job, String token) {}
