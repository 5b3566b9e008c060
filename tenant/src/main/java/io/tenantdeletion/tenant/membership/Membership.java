package io.tenantdeletion.tenant.membership;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One membership of a user.
 *
 * @param tenantId of which tenant
 * @param role {@code owner}, {@code admin} or {@code member}
 */
@JsonNaming(SnakeCaseStrategy.class)
record Membership(
        TenantId tenantId, @Schema(examples = "owner") String role) {

    static Membership of(TenantMember member) {
        return new Membership(new TenantId(member.tenantId), member.role.text());
    }
}
