package io.tenantdeletion.orchestrator.job;

/**
 * What makes two requests the same request.
 *
 * @param scope whose key it is: two requesters may choose the same key
 * @param key as sent
 * @param requestHash digest of the request's meaning: the same key with another meaning is a mistake of the caller
 */
public record Idempotency(String scope, String key, String requestHash) {}
