package io.tenantdeletion.tenant.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tenantdeletion.tenant.membership.MemberRole;
import io.tenantdeletion.tenant.registry.TenantView;

/**
 * A tenant in a list.
 *
 * @param tenant what is shown of it
 * @param role what the caller is in it; absent where that was not asked
 */
record ListedTenant(
        @JsonUnwrapped TenantView tenant,
        @JsonInclude(JsonInclude.Include.NON_NULL) MemberRole role) {}
