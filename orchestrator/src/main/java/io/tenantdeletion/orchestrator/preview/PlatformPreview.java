package io.tenantdeletion.orchestrator.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.participant.CountedPreview;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a deletion would remove from all services together.
 *
 * @param tenantId whose data
 * @param tenantName its name, or null where the tenant service could not be asked
 * @param services the counts of every service that answered, by its name
 * @param totalRecords the sum over {@code services} only
 * @param warning one sentence for a person
 * @param unavailable services that did not answer: their rows are not known, and are not in the total
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PlatformPreview(
        TenantId tenantId,
        String tenantName,
        Map<String, ServicePreview> services,
        long totalRecords,
        String warning,
        List<Unavailable> unavailable) {

    /**
     * The counts of one service.
     *
     * @param preview rows per table
     * @param totalRecords their sum
     * @param planVersion version of the plan they were counted by; absent where the service computes none
     * @param findings what a deletion would come up against now; absent where the service does not look
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ServicePreview(
            @Schema(examples = "{\"pos_transactions\": 450}")
            Map<String, Long> preview,

            long totalRecords,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "3f0c9a7be2d14c55")
            String planVersion,

            @JsonInclude(JsonInclude.Include.NON_NULL) List<Finding> findings) {

        /** What a service has counted. */
        public static ServicePreview of(CountedPreview counted) {
            return new ServicePreview(
                    counted.preview().preview(),
                    counted.preview().totalRecords(),
                    counted.planVersion(),
                    counted.preview().findings());
        }
    }

    /**
     * A service that did not answer.
     *
     * @param service its name
     * @param reason the kind of failure and what is known about it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Unavailable(
            @Schema(examples = "pos") String service,

            @Schema(examples = "timed_out: no answer within 60.0 s")
            String reason) {}
}
