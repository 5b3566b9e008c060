package io.tenantdeletion.tenant.membership;

import io.tenantdeletion.commons.contract.Membership;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.mark.TenantData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** A user's place in a tenant; the only source of who owns and administers it. */
@Entity
@Table(schema = "tenant", name = "tenant_members")
@TenantData
public class TenantMember {

    /** Stronger roles first; within a role, whoever has been a member longest. */
    static final Comparator<TenantMember> SENIORITY = Comparator.comparing((TenantMember member) -> member.role)
            .thenComparing(member -> member.createdAt)
            .thenComparing(member -> member.userId);

    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(nullable = false)
    public MemberRole role;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    Membership view() {
        return new Membership(new TenantId(tenantId), role.text());
    }
}
