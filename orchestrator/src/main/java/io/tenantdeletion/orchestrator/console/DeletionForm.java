package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.PreviewWithToken;
import java.time.Instant;
import java.util.List;

/**
 * What somebody looks at before a tenant is deleted.
 *
 * @param tenant which
 * @param preview what would go
 * @param members who would lose access; the first of them
 * @param names what they are called
 * @param more whether there are more members than those
 * @param retention for how many seconds it can be taken back
 * @param dueAt the day it goes, where it is asked for now
 */
public record DeletionForm(
        TenantSummary tenant,
        PreviewWithToken preview,
        List<Member> members,
        Names names,
        boolean more,
        double retention,
        Instant dueAt) {

    private static final int CONFIRMED = 200;

    /** What is typed to confirm it: the name, or the beginning of a very long one. */
    public String confirmation() {
        String name = tenant.name();
        return name.codePointCount(0, name.length()) <= CONFIRMED
                ? name
                : name.substring(0, name.offsetByCodePoints(0, CONFIRMED));
    }
}
