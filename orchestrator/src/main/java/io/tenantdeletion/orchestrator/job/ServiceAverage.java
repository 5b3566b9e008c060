package io.tenantdeletion.orchestrator.job;

/**
 * What a service usually has to delete.
 *
 * @param service which
 * @param items rows of one deletion on average
 * @param jobs over how many deletions
 */
public record ServiceAverage(String service, long items, long jobs) {}
