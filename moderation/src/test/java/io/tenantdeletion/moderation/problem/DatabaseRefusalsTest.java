package io.tenantdeletion.moderation.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.Test;

class DatabaseRefusalsTest {

    private static PgException refusal(String message, String state, String constraint) {
        return new PgException(
                message,
                "ERROR",
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                constraint);
    }

    private static ProblemType type(PgException refusal) {
        return ((ProblemException) DatabaseRefusals.translate(refusal)).type();
    }

    @Test
    void saysWhatTheDatabaseMeans() {
        assertThat(type(refusal("insert or update on table \"rides\" violates", "23503", "rides_park_id_fkey")))
                .isEqualTo(ModerationProblem.MISSING_REFERENCE);
        assertThat(type(refusal("update or delete on table \"parks\" violates", "23503", "rides_park_id_fkey")))
                .isEqualTo(ModerationProblem.HAS_DEPENDANTS);
        assertThat(type(refusal("x", "23505", "submissions_one_deletion")))
                .isEqualTo(ModerationProblem.ALREADY_PENDING);
        assertThat(type(refusal("x", "23514", "tenant_deletion_fence"))).isEqualTo(ModerationProblem.PERSON_ERASED);
        assertThat(type(refusal("x", "23514", "parks_status_check"))).isEqualTo(ModerationProblem.REFUSED_BY_DATABASE);
    }

    @Test
    void leavesTheRestAsItIs() {
        PgException outage = refusal("x", "57P01", null);

        assertThat(DatabaseRefusals.translate(outage)).isSameAs(outage);
        assertThat(DatabaseRefusals.isDeadlock(refusal("x", "40P01", null))).isTrue();
        assertThat(DatabaseRefusals.isDeadlock(outage)).isFalse();
    }
}
