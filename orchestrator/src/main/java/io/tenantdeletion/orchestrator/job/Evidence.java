package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import java.util.Map;

/**
 * What a step has found out beside counts.
 *
 * @param fence of a step of prepare, or null
 * @param verification of a step of verify, and of the tenant service's own; or null
 * @param restored of a step that restores, rows put back per table; or null
 * @param restoreVerified of a step that has restored, whether the service has compared every row with a digest taken
 *     when it went; or null
 * @param preview of a step of prepare in shadow, the rows that would be deleted per table; or null
 * @param external of a step that removes what is outside the service's database, names per store; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // kept as JSON
public record Evidence(
        Fence fence,
        Verification verification,
        Map<String, Long> restored,
        Boolean restoreVerified,
        Map<String, Long> preview,
        Map<String, ExternalDataRemoval.Counts> external) {

    /** Nothing. */
    public static final Evidence NONE = new Evidence(null, null, null, null, null, null);

    static Evidence of(Fence fence) {
        return new Evidence(fence, null, null, null, null, null);
    }

    static Evidence of(Verification verification) {
        return new Evidence(null, verification, null, null, null, null);
    }

    static Evidence ofRestored(Map<String, Long> counts, Boolean verified) {
        return new Evidence(null, null, counts, verified, null, null);
    }

    static Evidence ofPreview(Map<String, Long> counts) {
        return new Evidence(null, null, null, null, counts, null);
    }

    static Evidence ofExternal(Map<String, ExternalDataRemoval.Counts> stores) {
        return new Evidence(null, null, null, null, null, stores);
    }

    /** Whether this is a verification that has to wait. */
    @JsonIgnore
    public boolean isWaiting() {
        return verification != null && verification.isWaiting();
    }
}
