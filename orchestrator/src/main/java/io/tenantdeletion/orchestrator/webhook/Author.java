package io.tenantdeletion.orchestrator.webhook;

/**
 * Who changes a webhook, for the audit log.
 *
 * @param actor who
 * @param source from which address, or null
 */
public record Author(String actor, String source) {}
