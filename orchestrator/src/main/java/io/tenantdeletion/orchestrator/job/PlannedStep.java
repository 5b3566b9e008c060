package io.tenantdeletion.orchestrator.job;

/**
 * A step that a job is to have.
 *
 * @param phase the phase it is part of
 * @param service name of the participant, or of what takes its place
 */
public record PlannedStep(String phase, String service) {}
