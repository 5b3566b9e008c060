package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.AuditContext;
import io.tenantdeletion.orchestrator.job.Origin;
import java.util.List;

/**
 * A tenant that goes with its user.
 *
 * @param tenant which
 * @param name its name, or null
 * @param disregarded its other owners and admins, who are leaving or gone themselves
 * @param origin who asked for the user's deletion, and by which job
 * @param auditContext the same, for the audit log
 */
public record TenantOfUser(
        TenantId tenant, String name, List<UserId> disregarded, Origin origin, AuditContext auditContext) {}
