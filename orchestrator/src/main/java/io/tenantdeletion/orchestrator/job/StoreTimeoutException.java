package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;

/** The database did not answer in time; what was asked of it may have happened or not. */
public class StoreTimeoutException extends TimeoutException {

    private static final long serialVersionUID = 1L;

    private final Duration limit;

    StoreTimeoutException(Duration limit) {
        this.limit = limit;
    }

    @Override
    public String getMessage() {
        return "The database did not answer within " + limit.toMillis() + " ms";
    }
}
