package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.saga.Awaited;

/**
 * What became of one tenant of a user.
 *
 * @param fate the end
 * @param why what has changed; null otherwise
 * @param failure why it is no good end; null otherwise
 * @param awaited what its own job waits for, maybe for days; null where nobody has to be that patient
 * @param answerLost whether it may have another owner although nobody has heard so
 */
record TenantOutcome(Fate fate, String why, Failure failure, Awaited awaited, boolean answerLost) {

    /** What can become of a tenant. */
    enum Fate {
        /** A job that is part of the user's has deleted it, and has counted it there as it completed. */
        WENT_ALONG,
        /** Another job has deleted it. */
        DELETED,
        /** It has another owner. */
        TRANSFERRED,
        /** It can be without the user by now, or is gone. */
        NOTHING,
        /** It is not what it was taken for: look again. */
        CHANGED,
        /** The run is to stop; whoever goes on looks again. */
        STOPPED,
        /** It still cannot be without the user. */
        FAILED
    }

    static TenantOutcome as(Fate fate) {
        return new TenantOutcome(fate, null, null, null, false);
    }

    static TenantOutcome changed(String why) {
        return new TenantOutcome(Fate.CHANGED, why, null, null, false);
    }

    static TenantOutcome failed(TenantId tenant, FailureKind kind, String why) {
        return new TenantOutcome(Fate.FAILED, null, new Failure(kind, "tenant " + tenant + ": " + why), null, false);
    }

    /** The same, where it is only a matter of time. */
    TenantOutcome awaiting(Awaited days) {
        return new TenantOutcome(fate, why, failure, days, answerLost);
    }

    /** The same, where an answer may have been lost. */
    TenantOutcome with(boolean lost) {
        return new TenantOutcome(fate, why, failure, awaited, answerLost || lost);
    }
}
