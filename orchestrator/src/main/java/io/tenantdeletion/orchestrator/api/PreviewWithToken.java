package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.confirmation.IssuedToken;
import io.tenantdeletion.orchestrator.preview.PlatformPreview;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A preview and the token that confirms it.
 *
 * @param preview the counts
 * @param previewToken to be sent with the request for the deletion; null where a service did not answer
 * @param previewTokenExpiresAt until when it can be used, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "TenantPreview")
public record PreviewWithToken(
        @JsonUnwrapped PlatformPreview preview, String previewToken, Instant previewTokenExpiresAt) {

    static PreviewWithToken of(PlatformPreview preview, Optional<IssuedToken> token) {
        return new PreviewWithToken(
                preview,
                token.map(IssuedToken::text).orElse(null),
                token.map(IssuedToken::expires).orElse(null));
    }
}
