package io.tenantdeletion.orchestrator.participant;

import java.util.List;
import java.util.Map;

/**
 * What came of taking a user out of all tenants.
 *
 * @param deletedCounts rows removed by this call
 * @param errors one line per tenant the user is still in, at most twenty-one; empty where there is none
 */
public record Departure(Map<String, Long> deletedCounts, List<String> errors) {}
