package io.tenantdeletion.commons.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.restorelog.Restored;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Restores as {@link Restorer} does, but by any plan; blocking, for tests only. */
@ApplicationScoped
public class TestRestores {

    private static final StatementTimeouts TIMEOUTS =
            new StatementTimeouts(Duration.ofMillis(500), Duration.ofSeconds(60));

    private final SubjectSession sessions;

    TestRestores(SubjectSession sessions) {
        this.sessions = sessions;
    }

    /** Rows that are back, by table. */
    public Map<String, Long> restore(
            Plan plan,
            TenantDataDeletionService service,
            Subject subject,
            UUID job,
            RestoreKey key,
            boolean withoutRowChecks) {
        Restored restored = TestPurges.await(sessions.forSubject(
                TIMEOUTS,
                session -> new RestoreTransaction(session, service, subject, new JobId(job), key)
                        .run(plan, new RestoreChecks.Triggers(Set.of(), withoutRowChecks))));
        assertThat(restored.verified()).isTrue();
        return restored.counts();
    }
}
