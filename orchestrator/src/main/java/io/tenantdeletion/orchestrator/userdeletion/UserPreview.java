package io.tenantdeletion.orchestrator.userdeletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.ServicePreview;
import io.tenantdeletion.orchestrator.preview.PlatformPreview.Unavailable;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the deletion of a user would do.
 *
 * @param userId who
 * @param tenantsToDelete tenants without another owner or admin; the first thousand
 * @param tenantsToTransfer tenants that would change hands, and to whom; the first thousand
 * @param truncated whether there are more tenants than the lists show; absent otherwise
 * @param totalTenantsToDelete how many there are; null where the tenant service did not answer
 * @param totalTenantsToTransfer how many there are; null where the tenant service did not answer
 * @param memberships in how many tenants the user is, in any role; null where the tenant service did not answer
 * @param services the counts of every service that holds data of users and that answered, by its name
 * @param totalRecords the sum over {@code services} only
 * @param warning one sentence for a person
 * @param unavailable who did not answer: what they would delete is not known, and is in no total; or has not counted a
 *     tenant that goes along, so that no token confirms it
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "UserPreview")
public record UserPreview(
        UserId userId,
        List<TenantToDelete> tenantsToDelete,
        List<TenantToTransfer> tenantsToTransfer,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated,
        Long totalTenantsToDelete,
        Long totalTenantsToTransfer,
        Long memberships,
        Map<String, ServicePreview> services,
        long totalRecords,
        String warning,
        List<Unavailable> unavailable) {

    /**
     * A tenant that would go.
     *
     * @param tenantId which
     * @param tenantName its name
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TenantToDelete(
            TenantId tenantId,
            @Schema(examples = "Panadería Ejemplo") String tenantName) {}

    /**
     * A tenant that would change hands.
     *
     * @param tenantId which
     * @param tenantName its name
     * @param newOwnerId whose it would be
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TenantToTransfer(
            TenantId tenantId,
            @Schema(examples = "Corner Bakery") String tenantName,
            UserId newOwnerId) {}
}
