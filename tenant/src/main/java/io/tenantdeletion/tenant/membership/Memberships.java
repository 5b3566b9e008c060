package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.paging.Page;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.registry.TenantChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who belongs to which tenant; every method reads in the current session. */
@ApplicationScoped
public class Memberships implements PanacheRepositoryBase<TenantMember, UUID> {

    private static final List<MemberRole> ADMINISTERING = List.of(MemberRole.OWNER, MemberRole.ADMIN);

    /** Owners first, then admins; within a role, whoever has been a member longest comes first. */
    public Uni<List<TenantMember>> administering(TenantId tenant) {
        return list("tenantId = ?1 and role in ?2", tenant.value(), ADMINISTERING)
                .map(members -> members.stream().sorted(TenantMember.SENIORITY).toList());
    }

    /** The user's membership, or null where there is none. */
    public Uni<TenantMember> find(TenantId tenant, UserId user) {
        return find("tenantId = ?1 and userId = ?2", tenant.value(), user.value())
                .firstResult();
    }

    /** Whether the user is a member of the tenant, in any role. */
    public Uni<Boolean> contains(TenantId tenant, UserId user) {
        return find(tenant, user).map(member -> member != null);
    }

    /** All memberships of a user, by tenant. */
    Uni<List<TenantMember>> ofUser(UserId user) {
        return list("userId = ?1 order by tenantId", user.value());
    }

    /** What the user is in those of these tenants that it belongs to. */
    public Uni<Map<UUID, MemberRole>> roles(UserId user, List<UUID> tenants) {
        return tenants.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : list("userId = ?1 and tenantId in ?2", user.value(), tenants)
                        .map(members -> members.stream()
                                .collect(Collectors.toMap(member -> member.tenantId, member -> member.role)));
    }

    /** Makes somebody the owner of a new tenant. */
    public Uni<Void> addOwner(TenantId tenant, UserId user, Instant at) {
        TenantMember member = new TenantMember();
        member.id = UUID.randomUUID();
        member.tenantId = tenant.value();
        member.userId = user.value();
        member.role = MemberRole.OWNER;
        member.createdAt = at;
        return persistAndFlush(member).replaceWithVoid();
    }

    /** Part of the memberships of a user, by tenant. */
    Uni<Page<TenantMember>> ofUser(UserId user, PageParameters parameters) {
        Uni<List<TenantMember>> found = parameters.after() == null
                ? find("userId = ?1 order by tenantId", user.value())
                        .range(0, parameters.limit())
                        .list()
                : find("userId = ?1 and tenantId > ?2 order by tenantId", user.value(), parameters.after())
                        .range(0, parameters.limit())
                        .list();
        return found.map(members -> Page.of(parameters, members, member -> member.tenantId));
    }

    /** Part of the members of a tenant, by user. */
    Uni<Page<TenantMember>> ofTenant(TenantId tenant, PageParameters parameters) {
        Uni<List<TenantMember>> found = parameters.after() == null
                ? find("tenantId = ?1 order by userId", tenant.value())
                        .range(0, parameters.limit())
                        .list()
                : find("tenantId = ?1 and userId > ?2 order by userId", tenant.value(), parameters.after())
                        .range(0, parameters.limit())
                        .list();
        return found.map(members -> Page.of(parameters, members, member -> member.userId));
    }

    // By statements, not by changing or removing the entity: a purge that runs does not lock the tenant before it
    // deletes members, and a statement tells how many rows it found.

    /** Gives a member another role. */
    public Uni<TenantMember> change(TenantMember member, MemberRole role) {
        return update("role = ?1 where id = ?2", role, member.id)
                .invoke(TenantChanges::requireOne)
                .flatMap(changed -> getSession())
                .map(session -> {
                    session.detach(member);
                    member.role = role;
                    return member;
                });
    }

    /** Ends a membership. */
    Uni<Void> end(TenantMember member) {
        return delete("id = ?1", member.id)
                .map(Math::toIntExact)
                .invoke(TenantChanges::requireOne)
                .replaceWithVoid();
    }
}
