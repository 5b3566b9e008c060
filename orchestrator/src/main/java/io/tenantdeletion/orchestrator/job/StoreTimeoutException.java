package io.tenantdeletion.orchestrator.job;

import java.time.Duration;

/** The database did not answer in time; what was asked of it may have happened or not. */
public class StoreTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreTimeoutException(Duration limit) {
        super("The database did not answer within " + limit.toMillis() + " ms");
    }
}
