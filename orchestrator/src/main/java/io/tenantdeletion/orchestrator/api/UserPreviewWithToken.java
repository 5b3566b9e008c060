package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.confirmation.IssuedToken;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview;
import io.tenantdeletion.orchestrator.userdeletion.UserPreviews.Confirmable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A preview of a user's deletion and the token that confirms it.
 *
 * @param preview what would happen
 * @param previewToken to be sent with the request; null where no tenant goes along, or not all is known
 * @param previewTokenExpiresAt until when it can be used, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "UserPreviewWithToken")
public record UserPreviewWithToken(
        @JsonUnwrapped UserPreview preview, String previewToken, Instant previewTokenExpiresAt) {

    static UserPreviewWithToken of(Confirmable confirmable) {
        return new UserPreviewWithToken(
                confirmable.preview(),
                confirmable.token().map(IssuedToken::text).orElse(null),
                confirmable.token().map(IssuedToken::expires).orElse(null));
    }
}
