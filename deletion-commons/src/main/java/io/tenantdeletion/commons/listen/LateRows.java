package io.tenantdeletion.commons.listen;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import java.util.Map;
import java.util.UUID;

/**
 * A finding: rows of somebody who is erased.
 *
 * @param service by its path name
 * @param subjectType {@code tenant} or {@code user}
 * @param jobId which job had erased them
 * @param code always {@code late_rows}
 * @param rows by table
 */
@JsonNaming(SnakeCaseStrategy.class)
record LateRows(String service, String subjectType, UUID subjectId, JobId jobId, String code, Map<String, Long> rows) {

    private static final String CODE = "late_rows";

    static LateRows of(String service, ErasedSubject erased, Map<String, Long> rows) {
        return new LateRows(
                service,
                erased.subject().noun(),
                erased.subject().id(),
                erased.job().orElseThrow(),
                CODE,
                rows);
    }
}
