package io.tenantdeletion.orchestrator.webhook;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.UUID;

/** The problems of whoever registers webhooks. */
public final class WebhookProblems {

    /** An address that must not be called. */
    public static final ProblemType ADDRESS_REFUSED =
            new ProblemType("webhook-address-refused", 400, "This address must not be called");
    /** There are enough. */
    public static final ProblemType TOO_MANY = new ProblemType("too-many-webhooks", 409, "There are enough webhooks");

    /** The same address is told of the same events already. */
    public static final ProblemType EXISTS = new ProblemType("webhook-exists", 409, "There is such a webhook already");

    private WebhookProblems() {}

    static ProblemException refused(Throwable why) {
        return new ProblemException(ADDRESS_REFUSED, "The address " + why.getMessage() + ".");
    }

    static ProblemException tooMany(int most) {
        return new ProblemException(
                TOO_MANY, "There may be " + most + " webhooks (deletion.webhooks.most). Remove one that nobody needs.");
    }

    static ProblemException exists(UUID id) {
        return new ProblemException(
                EXISTS,
                "The webhook " + id + " tells the same address of the same events."
                        + " Rotate its secret where that was lost.");
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such webhook.");
    }

    static ProblemException unknownDelivery() {
        return new ProblemException(ProblemType.NOT_FOUND, "This webhook has no such delivery.");
    }
}
