package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a service would do to delete a subject, and what is in its way.
 *
 * @param service the service's name in bodies
 * @param version the plan's; another plan has another one
 * @param steps in the order in which they run
 * @param shared tables that no deletion touches
 * @param findings what the database catalog says against it
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // read and written by hand in places, which a native image cannot see
public record DeletionPlanView(
        String service, String version, List<Step> steps, List<Shared> shared, List<Finding> findings) {

    public DeletionPlanView {
        steps = List.copyOf(steps);
        shared = List.copyOf(shared);
        findings = List.copyOf(findings);
    }

    /**
     * One step.
     *
     * @param position from 1
     * @param action what it does, such as {@code delete}
     * @param table on which table
     * @param path how the table reaches the subject
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection // read and written by hand in places, which a native image cannot see
    public record Step(int position, String action, String table, String path) {}

    /**
     * A table that belongs to nobody.
     *
     * @param table which
     * @param reason why, in the words of the service
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @RegisterForReflection // read and written by hand in places, which a native image cannot see
    public record Shared(String table, String reason) {}
}
