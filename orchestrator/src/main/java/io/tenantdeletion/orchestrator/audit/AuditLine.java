package io.tenantdeletion.orchestrator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of the audit log.
 *
 * @param seq its number, from 1, without gaps: the order of sealing
 * @param eventId unique
 * @param at when it happened, to the microsecond
 * @param actor who: a user's id, {@code service:<client>}, {@code orchestrator} or {@code anonymous}
 * @param source the network address it came from; absent where nobody asked from outside, or erased
 * @param action what was done or tried
 * @param subject the tenant or user it is about; absent where it is about none
 * @param jobId the job it belongs to; absent where it belongs to none
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param reason why; absent where nobody said, or erased
 * @param detail further members: ids, numbers, stable words
 * @param prevHash {@code hash} of the line before; 64 zeros in the first
 * @param hash SHA-256 of the canonical text, in hex
 * @param hashVersion how the canonical text is made: 1 with source and reason themselves, 2 with their digests
 * @param sourceDigest SHA-256 of a salt and the source; there without the source where that was erased
 * @param reasonDigest the same of the reason
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // written by hand in the export, which a native image cannot see
@Schema(name = "AuditLine")
public record AuditLine(
        long seq,
        UUID eventId,
        Instant at,
        String actor,
        String source,
        String action,
        UUID subject,
        UUID jobId,
        String outcome,
        String reason,
        @Schema(example = "{}") Map<String, Object> detail,
        String prevHash,
        String hash,
        int hashVersion,
        String sourceDigest,
        String reasonDigest) {}
