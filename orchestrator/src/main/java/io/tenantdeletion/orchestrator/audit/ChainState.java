package io.tenantdeletion.orchestrator.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether the audit log is what was written down.
 *
 * @param valid whether every line is there and unchanged
 * @param lines how many lines were found in order: all that there are, or those before the first that is not
 * @param headHash hash of the last line by the head; keep it elsewhere to prove later that nothing was exchanged
 * @param brokenAt number of the first line that is missing, changed or in excess; absent where the chain is whole
 * @param problem what is wrong there, in words; absent where the chain is whole
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditVerification")
public record ChainState(boolean valid, long lines, String headHash, Long brokenAt, String problem) {}
