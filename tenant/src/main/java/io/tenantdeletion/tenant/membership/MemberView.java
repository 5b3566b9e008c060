package io.tenantdeletion.tenant.membership;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One member of a tenant.
 *
 * @param userId who
 * @param role {@code owner}, {@code admin} or {@code member}
 * @param createdAt member since, UTC
 */
@JsonNaming(SnakeCaseStrategy.class)
record MemberView(UserId userId, @Schema(examples = "admin") String role, Instant createdAt) {

    static MemberView of(TenantMember member) {
        return new MemberView(new UserId(member.userId), member.role.text(), member.createdAt);
    }
}
