package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.plan.Plan;

/**
 * What one call is to do.
 *
 * @param serviceName for log events
 * @param plan to run
 * @param tenant whose rows
 * @param partRows the most rows one statement deletes from a divisible table
 */
record PurgeRequest(String serviceName, Plan plan, TenantId tenant, int partRows) {}
