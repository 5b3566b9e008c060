package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.ledger.FindingCode;
import io.tenantdeletion.orchestrator.ledger.NewFinding;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a service has found of an erased subject.
 *
 * @param service where; it need not take part
 * @param subjectType tenant or user
 * @param subjectId who was erased
 * @param jobId the job that did it, where that is known
 * @param code late_rows: rows were found and deleted
 * @param rows rows found, by table
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ReportFinding")
public record FindingReport(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_-]{0,62}", message = "is lower case letters, digits, - and _")
        String service,

        @NotNull
        @Pattern(regexp = "tenant|user", message = "is tenant or user")
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"tenant", "user"})
        String subjectType,

        @NotNull String subjectId,
        JobId jobId,
        @NotNull FindingCode code,

        @NotNull @Size(max = 500)
        Map<@Size(max = 200) @Pattern(regexp = StartDeletion.TEXT) String, @NotNull @PositiveOrZero Long> rows) {

    @JsonIgnore
    NewFinding finding() {
        Subject subject = subjectType.equals("tenant")
                ? Subject.of(TenantId.fromString(subjectId))
                : Subject.of(UserId.fromString(subjectId));
        return new NewFinding(service, subject, jobId, code, rows, null);
    }
}
