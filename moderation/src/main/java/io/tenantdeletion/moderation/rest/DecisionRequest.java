package io.tenantdeletion.moderation.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Why somebody decides.
 *
 * @param reason in their words; needed to reject
 */
@RegisterForReflection
public record DecisionRequest(String reason) {}
