package io.tenantdeletion.orchestrator.console;

import java.util.List;

/**
 * Tenants that were found.
 *
 * @param tenants those of this page
 * @param query what was looked for, or empty
 * @param first the address of the first page, where this is another one; or null
 * @param next the address of the next page, or null
 */
public record TenantList(List<TenantSummary> tenants, String query, String first, String next) {}
