package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The answer, with 202, to a verification that cannot count yet: a transaction that was open when the fence was set may
 * still write.
 *
 * @param tenantId whose data, where it is a tenant's; absent otherwise
 * @param userId whose data, where it is a user's; absent otherwise
 * @param service the service's name in bodies
 * @param waitingFor the transactions that have to end first; at least one
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record PendingVerification(
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String service,
        List<BlockingTransaction> waitingFor) {

    public PendingVerification {
        waitingFor = List.copyOf(waitingFor);
    }

    /** A subject's verification waits. */
    public static PendingVerification of(Subject subject, String service, List<BlockingTransaction> waitingFor) {
        return new PendingVerification(subject.tenant(), subject.user(), service, waitingFor);
    }
}
