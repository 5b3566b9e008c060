package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.Restoration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether a deletion can be undone, or what has become of that.
 *
 * @param possible whether it can be restored now
 * @param until when what services have kept is destroyed; null before the deletion is completed, and where nothing is
 *     kept
 * @param log what has become of what services have kept
 * @param withoutLog services that have kept nothing, so that it cannot be restored; absent where there is none
 * @param undo why it is being undone or was; absent where it is not
 * @param since when that began; absent where it is not
 * @param onFailure what becomes of it where it fails for good after rows are gone
 * @param note what is not undone
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Restore")
public record RestoreView(
        boolean possible,

        @JsonInclude(JsonInclude.Include.ALWAYS) Instant until,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"none", "kept", "destroying", "destroyed"})
        Restoration.Log log,

        List<String> withoutLog,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"restore", "rollback"})
        Restoration.Undo undo,

        Instant since,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"retry", "rollback"})
        OnFailure onFailure,

        String note) {

    private static final String NOTE = "Accounts in the identity provider are not brought back.";

    static RestoreView of(DeletionJob job, Instant now) {
        Restoration known = job.restoration();
        boolean possible = job.isRestorable(now);
        return new RestoreView(
                possible,
                known.until(),
                known.log(),
                known.withoutLog(),
                known.isUndo() ? known.undo() : null,
                known.since(),
                known.onFailure(),
                possible || known.undo() == Restoration.Undo.RESTORE ? NOTE : null);
    }
}
