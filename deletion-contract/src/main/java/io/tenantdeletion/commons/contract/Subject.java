package io.tenantdeletion.commons.contract;

import java.util.UUID;

/**
 * Whose data is counted, deleted or put back: exactly one of the two.
 *
 * @param tenant the tenant, or null
 * @param user the user, in all tenants, or null
 */
public record Subject(TenantId tenant, UserId user) {

    public Subject {
        if ((tenant == null) == (user == null)) {
            throw new IllegalArgumentException("a subject is a tenant or a user");
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
    public SubjectKind kind() {
        return tenant == null ? SubjectKind.USER : SubjectKind.TENANT;
    }

    /** The word for what it is. */
    public String noun() {
        return kind().noun();
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
