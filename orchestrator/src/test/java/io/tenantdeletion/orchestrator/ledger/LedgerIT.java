package io.tenantdeletion.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who has been erased, and whether that is still so. */
@QuarkusTest
class LedgerIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aCompletedJobIsALineAndAnotherOneOfTheSameSubjectTheSameLine() {
        String first = Api.run(tenant).path("job_id");
        assertThat(lines(tenant.id())).containsExactly(first);

        String second = Api.run(tenant).path("job_id");

        assertThat(second).isNotEqualTo(first);
        assertThat(lines(tenant.id())).containsExactly(second);
    }

    @Test
    void aUserIsALineToo() {
        UUID user = platform.user();

        String job = Api.deleteUser(user).path("job_id");

        assertThat(lines(user)).containsExactly(job);
    }

    @Test
    void whatHasNotCompletedIsNoLine() {
        platform.onPurge("pos", tenant, Reply.status(400));

        Api.run(tenant).then().body("status", equalTo("failed"));

        assertThat(lines(tenant.id())).isEmpty();
    }

    @Test
    void whatIsTakenBackAfterwardsIsNoLineAnyMore() {
        String job = Api.run(tenant).path("job_id");

        TestDatabase.execute(
                "update orchestrator.deletion_jobs set status = 'rolled_back' where job_id = '" + job + "'");

        assertThat(lines(tenant.id())).isEmpty();
    }

    @Test
    void jobsThatHadCompletedBeforeAreLinesToo() throws IOException, SQLException {
        Api.run(tenant);
        String last = Api.run(tenant).path("job_id");

        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = orchestrator");
            statement.execute("delete from erasures");
            statement.execute(fill());
            try (ResultSet line =
                    statement.executeQuery("select job_id from erasures where subject_id = '" + tenant.id() + "'")) {
                assertThat(line.next()).isTrue();
                assertThat(line.getString(1)).isEqualTo(last);
                assertThat(line.next()).isFalse();
            }
            connection.rollback();
        }
    }

    /** What the migration fills the ledger with. */
    private static String fill() throws IOException {
        try (InputStream file = LedgerIT.class.getResourceAsStream("/db/migration/V16__erasures.sql")) {
            String migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int begin = migration.indexOf("insert into erasures");
            return migration.substring(begin, migration.indexOf(';', begin));
        }
    }

    @Test
    void rowsThatAreThereAreAFindingAndStay() {
        Api.run(tenant).then().body("status", equalTo("completed"));
        platform.forget(tenant);
        platform.write("pos", tenant);
        int before = platform.purges("pos", tenant).size();

        sampleOnly(tenant.id());

        Awaitility.await().until(() -> findings(tenant.id()).size() == 1);
        assertThat(findings(tenant.id())).containsExactly("pos residual_rows {\"things\": 3}");
        assertThat(platform.purges("pos", tenant)).hasSize(before);
    }

    @Test
    void rowsOfALivingTenantAreItsOwn() {
        Api.run(tenant).then().body("status", equalTo("completed"));
        platform.write("pos", tenant);

        sampleOnly(tenant.id());

        Awaitility.await().until(() -> findings(tenant.id()).size() == 1);
        assertThat(findings(tenant.id())).containsExactly("tenant living_tenant {}");
    }

    @Test
    void aSampleIsTakenOnceWhateverReplicaComesFirst() {
        Api.run(tenant).then().body("status", equalTo("completed"));
        platform.forget(tenant);
        int before = platform.checks().verifications("pos", tenant.id()).size();

        sampleOnly(tenant.id());

        Awaitility.await()
                .until(() -> platform.checks().verifications("pos", tenant.id()).size() > before);
        assertThat(TestDatabase.query(
                        "select extract(epoch from next_at - now()) > 86000 from orchestrator.erasure_sampling"))
                .containsExactly("t");
    }

    /** A sample is due, and this subject has waited longest. */
    private static void sampleOnly(UUID subject) {
        TestDatabase.execute(
                "update orchestrator.erasures set sampled_at = now() where subject_id <> '" + subject + "'");
        TestDatabase.execute("update orchestrator.erasure_sampling set next_at = now()");
    }

    private static List<String> lines(UUID subject) {
        return TestDatabase.query(
                "select job_id::text from orchestrator.erasures where subject_id = '" + subject + "'");
    }

    private static List<String> findings(UUID subject) {
        return TestDatabase.query("select service || ' ' || code || ' ' || counts from orchestrator.erasure_findings"
                + " where subject_id = '" + subject + "'");
    }
}
