package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a job may begin and who has to agree. */
@ApplicationScoped
public class StartConditions {

    public static final ProblemType RETENTION_TOO_SHORT =
            new ProblemType("retention-too-short", 403, "Only a platform admin may shorten the retention");

    private final RetentionConfig retention;
    private final FourEyesConfig fourEyes;
    private final Clock clock;

    StartConditions(RetentionConfig retention, FourEyesConfig fourEyes, Clock clock) {
        this.retention = retention;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    /**
     * The time a job asked for now may begin.
     *
     * @param requested how long it is to wait, or null for as long as usual
     * @throws ProblemException 400 where it is no retention, 403 where it is too short for the requester
     */
    public Instant dueAt(SubjectKind kind, RequestedAs as, Duration requested) {
        Duration usual = kind == SubjectKind.TENANT ? retention.period() : retention.userPeriod();
        if (requested == null) {
            return now().plus(usual);
        }
        if (requested.isNegative() || requested.compareTo(longest(usual)) > 0) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "retention is a duration from 0s to " + days(longest(usual)) + ", such as 14d or P14D.");
        }
        if (requested.compareTo(usual) < 0 && as != RequestedAs.PLATFORM_ADMIN) {
            throw new ProblemException(
                    RETENTION_TOO_SHORT,
                    "The retention is " + days(usual) + "; only a platform admin may ask for less.");
        }
        return now().plus(requested);
    }

    /**
     * The time at which a tenant may be deleted of which it turns out now that it goes with its user.
     *
     * @param asked how long the user's deletion was to wait, or null for as long as usual
     */
    public Instant lateTenantDueAt(RequestedAs as, Duration asked) {
        boolean isLess = asked == null || asked.compareTo(retention.period()) < 0 && as != RequestedAs.PLATFORM_ADMIN;
        return now().plus(isLess ? retention.period() : asked);
    }

    /** The time by the clock of the application. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether somebody else has to agree to a job asked for now, and until when. */
    public Approval approval(RequestedAs as) {
        return fourEyes.enabled() && as.isOrdinary()
                ? Approval.waiting(now().plus(fourEyes.expiresAfter()))
                : Approval.NOT_NEEDED;
    }

    private static String days(Duration duration) {
        Duration days = Duration.ofDays(duration.toDays());
        return days.equals(duration) ? days.toDays() + "d" : duration.toString();
    }

    private Duration longest(Duration usual) {
        return usual.compareTo(retention.longest()) > 0 ? usual : retention.longest();
    }
}
