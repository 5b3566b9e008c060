package io.tenantdeletion.commons.verify;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.test.TestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Verifies as {@link Verifier} does, but in any schema; blocking, for tests only. */
@ApplicationScoped
public class TestVerifications {

    private static final StatementTimeouts TIMEOUTS =
            new StatementTimeouts(Duration.ofMillis(500), Duration.ofSeconds(60));

    private final SubjectSession sessions;

    TestVerifications(SubjectSession sessions) {
        this.sessions = sessions;
    }

    /** What a verification has found, by table. */
    public record Found(Map<String, Long> residual, Map<String, Long> touchedOthers) {

        /** Whether nothing is left and nobody else was touched. */
        public boolean isNothing() {
            return residual.isEmpty() && touchedOthers.isEmpty();
        }
    }

    /** Counts; where nothing is found, the keys that the purge has kept are forgotten. */
    public Found verify(Catalog catalog, OwnershipMap ownerships, TenantDataDeletionService service, UUID tenant) {
        SubjectTables tables = new SubjectTables(catalog, ownerships);
        return TestPurges.await(sessions.forSubject(
                        TIMEOUTS,
                        session -> new ResidualCount(session, tables, service, Subject.of(new TenantId(tenant))).run())
                .map(count -> new Found(count.residual(), count.touchedOthers())));
    }

    /** No subject of that service is fenced any more, and no keys are kept of any. */
    public static void forget(TenantDataDeletionService service) {
        for (String table : List.of("fence", "removed_keys")) {
            TestDatabase.execute(
                    "delete from tenant_deletion." + table + " where service = '" + service.serviceName() + "'");
        }
    }
}
