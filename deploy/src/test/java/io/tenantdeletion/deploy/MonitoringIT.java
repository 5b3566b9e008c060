package io.tenantdeletion.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus looks at a running platform on which what alerts are for is made to happen: each fires, and every
 * query of the dashboards has an answer. Dead letters alone take days; that alert has its test among the rules.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("platform")
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static MonitoredPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        Promtool.assumeInstalled();
        MonitoredPlatform.assumePackaged();
        platform = new MonitoredPlatform(directory);
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    @Order(1)
    void nothingFiresWhereNothingIsWrong() throws Exception {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.prometheus().query("up{job=\"tenant-deletion\"} == 1"))
                        .hasSize(3));

        assertThat(platform.prometheus().firing()).isEmpty();
    }

    @Test
    @Order(2)
    void aDeletionThatMayNotBegin() throws Exception {
        platform.stopAll(true);
        platform.delete(1);

        awaitAlert("TenantDeletionOverdue");
        platform.stopAll(false);
    }

    @Test
    @Order(3)
    void aMailServerThatIsAway() {
        awaitAlert("EventDeliveryLag");
    }

    @Test
    @Order(4)
    void aSubmissionThatNobodyDecides() throws Exception {
        platform.submit();

        awaitAlert("ModerationQueueOld");
    }

    @Test
    @Order(5)
    void aServiceThatHangs() throws Exception {
        platform.participant().hang();
        platform.delete(2);

        awaitAlert("TenantDeletionJobSlow");
        awaitAlert("TenantDeletionJobWithoutProgress");
        platform.participant().letGo();
    }

    @Test
    @Order(6)
    void aServiceThatLeavesRows() throws Exception {
        platform.participant().leaves(3);
        platform.delete(3);

        awaitAlert("TenantDeletionResidual");
    }

    @Test
    @Order(7)
    void aServiceThatIsAway() throws Exception {
        platform.participant().isDown(true);
        platform.delete(4);

        awaitAlert("TenantDeletionServiceFailing");
        awaitAlert("TenantDeletionJobFailed");
        platform.participant().isDown(false);
    }

    @Test
    @Order(8)
    void aServiceThatChangesRowsOfOthers() throws Exception {
        platform.participant().touchesOthers(2);
        platform.delete(5);

        awaitAlert("TenantDeletionOthersTouched");
    }

    @Test
    @Order(9)
    void aDeletionThatCannotBeUndone() throws Exception {
        platform.restore(platform.deleted(6));

        awaitAlert("TenantDeletionRestoreFailed");
    }

    @Test
    @Order(10)
    void whatIsNotDestroyedAndNotCertified() throws Exception {
        String job = platform.deleted(7);
        platform.keepKeys(true);
        platform.endWindow(job);

        awaitAlert("RestoreLogOverdue");
        try (Connection head = platform.holdCertificates()) {
            platform.keepKeys(false);
            awaitAlert("CertificateLate");
        }
    }

    @Test
    @Order(11)
    void everyQueryOfTheDashboardsHasAnAnswer() throws Exception {
        List<String> unanswered = new ArrayList<>();
        for (String query : DashboardsTest.queries()) {
            if (platform.prometheus().query(query).isEmpty()) {
                unanswered.add(query);
            }
        }
        assertThat(unanswered).isEmpty();
    }

    @Test
    @Order(12)
    void anAuditLogThatSomebodyChanges() throws Exception {
        platform.changeAuditLog();

        awaitAlert("AuditChainBroken");
    }

    private static void awaitAlert(String name) {
        Awaitility.await(name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.prometheus().firing()).contains(name));
    }
}
