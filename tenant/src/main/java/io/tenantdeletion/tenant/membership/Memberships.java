package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Who belongs to which tenant; every method reads in the current session. */
@ApplicationScoped
public class Memberships implements PanacheRepositoryBase<TenantMember, UUID> {

    private static final List<MemberRole> ADMINISTERING = List.of(MemberRole.OWNER, MemberRole.ADMIN);

    /** Owners first, then admins; within a role, whoever has been a member longest comes first. */
    public Uni<List<TenantMember>> administering(TenantId tenant) {
        return list("tenantId = ?1 and role in ?2", tenant.value(), ADMINISTERING)
                .map(members -> members.stream().sorted(TenantMember.SENIORITY).toList());
    }

    /** Whether the user is a member of the tenant, in any role. */
    public Uni<Boolean> contains(TenantId tenant, UserId user) {
        return count("tenantId = ?1 and userId = ?2", tenant.value(), user.value())
                .map(count -> count > 0);
    }

    /** All memberships of a user, by tenant. */
    public Uni<List<TenantMember>> ofUser(UserId user) {
        return list("userId = ?1 order by tenantId", user.value());
    }
}
