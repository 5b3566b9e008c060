package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.util.UUID;

/**
 * Whose data a job deletes: exactly one of the two.
 *
 * @param tenant the tenant, or null
 * @param user the user, or null
 */
public record Subject(TenantId tenant, UserId user) {

    public Subject {
        if ((tenant == null) == (user == null)) {
            throw new IllegalArgumentException("a job deletes a tenant or a user");
        }
    }

    public static Subject of(TenantId tenant) {
        return new Subject(tenant, null);
    }

    public static Subject of(UserId user) {
        return new Subject(null, user);
    }

    /** The id of the tenant or user. */
    public UUID id() {
        return tenant == null ? user.value() : tenant.value();
    }

    /** Which of the two it is. */
    public JobKind kind() {
        return tenant == null ? JobKind.USER : JobKind.TENANT;
    }

    @Override
    public String toString() {
        return tenant == null ? user.toString() : tenant.toString();
    }
}
