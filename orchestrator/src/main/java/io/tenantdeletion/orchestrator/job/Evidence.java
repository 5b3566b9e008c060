package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a step has found out beside counts.
 *
 * @param fence of a step of prepare, or null
 * @param verification of a step of verify, and of the tenant service's own; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // kept as JSON
public record Evidence(Fence fence, Verification verification) {

    /** Nothing. */
    public static final Evidence NONE = new Evidence(null, null);

    static Evidence of(Fence fence) {
        return new Evidence(fence, null);
    }

    static Evidence of(Verification verification) {
        return new Evidence(null, verification);
    }

    /** Whether this is a verification that has to wait. */
    @JsonIgnore
    public boolean isWaiting() {
        return verification != null && verification.isWaiting();
    }
}
