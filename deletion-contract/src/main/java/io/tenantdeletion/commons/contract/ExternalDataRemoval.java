package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rows of a subject have named outside the database of one service, such as files, and what has become of it.
 *
 * @param tenantId whose rows, where they are a tenant's; absent otherwise
 * @param userId whose rows, where they are a user's; absent otherwise
 * @param service the service's name in bodies
 * @param stores by the name of the store
 * @param complete {@code false} with 202: the time budget ran out, call again; absent otherwise
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record ExternalDataRemoval(
        @JsonInclude(JsonInclude.Include.NON_NULL) TenantId tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
        String service,
        Map<String, Counts> stores,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean complete) {

    public ExternalDataRemoval {
        stores = stores == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(stores));
    }

    /** What there is of a subject. */
    public static ExternalDataRemoval of(Subject subject, String service, Map<String, Counts> stores) {
        return new ExternalDataRemoval(subject.tenant(), subject.user(), service, stores, null);
    }

    /** The same, to be called again where something still waits to be removed. */
    public ExternalDataRemoval called() {
        return new ExternalDataRemoval(tenantId, userId, service, stores, waiting() > 0 ? false : null);
    }

    /** Whether there is nothing left that could be removed. */
    @JsonIgnore
    public boolean isComplete() {
        return complete == null || complete;
    }

    /** Names that are still to be removed, of all stores. */
    public long waiting() {
        return stores.values().stream().mapToLong(Counts::waiting).sum();
    }

    /**
     * Names of one store.
     *
     * @param removed that the job has had removed
     * @param refused that do not look like this subject's: they are left alone, and a person has to look
     * @param notConfigured in a store that the service does not know: what they name stays where it is
     * @param waiting that are still to be removed
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection
    public record Counts(long removed, long refused, long notConfigured, long waiting) {}
}
