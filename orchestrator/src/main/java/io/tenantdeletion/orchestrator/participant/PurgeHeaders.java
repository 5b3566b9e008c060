package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.DeletionHeaders;
import jakarta.ws.rs.HeaderParam;

/** The headers of a purge. */
class PurgeHeaders {

    @HeaderParam(DeletionHeaders.JOB_ID)
    public String jobId;

    @HeaderParam(DeletionHeaders.PREFER)
    public String prefer;

    @HeaderParam(DeletionHeaders.RESTORE_KEY)
    public String restoreKey;

    @HeaderParam(DeletionHeaders.RESTORE_UNTIL)
    public String restoreUntil;

    PurgeHeaders(String jobId, String prefer, ServiceKey key) {
        this.jobId = jobId;
        this.prefer = prefer;
        this.restoreKey = key == null ? null : key.encoded();
        this.restoreUntil = key == null ? null : key.until().toString();
    }
}
