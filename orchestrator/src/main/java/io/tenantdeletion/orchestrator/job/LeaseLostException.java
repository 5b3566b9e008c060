package io.tenantdeletion.orchestrator.job;

/** Another run holds the job now; this one must stop without writing anything. */
public class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super("Run " + lease.run() + " does not hold job " + lease.job() + " any more");
    }
}
