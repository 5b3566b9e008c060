package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The answer to a fence that stands: no row of the subject can be committed any more by the service's applications.
 *
 * @param tenantId whose data, where it is a tenant's; absent otherwise
 * @param userId whose data, where it is a user's; absent otherwise
 * @param service the service's name in bodies
 * @param planVersion the plan that was held against the catalog
 * @param fencedAt since when the fence stands, UTC; the same however often it is asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DeletionFence(
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String service,
        String planVersion,
        Instant fencedAt) {

    /** A fence around a subject. */
    public static DeletionFence of(Subject subject, String service, String planVersion, Instant fencedAt) {
        return new DeletionFence(subject.tenant(), subject.user(), service, planVersion, fencedAt);
    }
}
