package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a job deletes comes back, all of it, once. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabRestoreIT extends LabRestoreTest {

    @Test
    void everyRowComesBackAndTheFenceIsLifted() {
        fence();
        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
        nothingIsLeftOutsideTheLog();

        restore(KEY)
                .statusCode(200)
                .body("tenant_id", is(tenant.toString()))
                .body("service", is("laboratory"))
                .body("restored_counts", is(EVERY_ROW))
                .body("total_restored", is(108))
                .body("verified", is(true));

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        assertThat(logged()).isEqualTo("0");
        TestDatabase.execute("insert into lab.products values (gen_random_uuid(), '" + tenant + "', null, 'New')");
    }

    @Test
    void aSecondRestoreSaysTheSameAndChangesNothing() {
        purge();
        restore(KEY).statusCode(200);
        TestDatabase.execute("delete from lab.audit_logs where tenant_id = '" + tenant + "'");

        restore(KEY).statusCode(200).body("restored_counts", is(EVERY_ROW)).body("verified", is(true));

        assertThat(TestDatabase.query("select 1 from lab.audit_logs where tenant_id = '" + tenant + "'"))
                .isEmpty();
    }

    @Test
    void nothingIsDeletedForAJobThatWasUndone() {
        purge();
        restore(KEY).statusCode(200);

        asJob().delete(DATA, tenant)
                .then()
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:deletion-undone"));
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void halfAPurgeIsUndoneToo() {
        purgeOnce();

        restore(KEY).statusCode(200);

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void whatIsNotDeletedNeedsNoRestore() {
        fence();

        restore(KEY).statusCode(200).body("total_restored", is(0));

        TestDatabase.execute("insert into lab.products values (gen_random_uuid(), '" + tenant + "', null, 'New')");
    }

    @Test
    void withoutADigestThatCanBeComparedNothingIsVerified() {
        purge();
        TestDatabase.execute("update tenant_deletion.restore_log set digest = case when kind = 'deleted' then"
                + " tenant_deletion.seal_ids('13 4711', '" + KEY + "') end");

        restore(KEY).statusCode(200).body("restored_counts", is(EVERY_ROW)).body("verified", is(false));
        restore(KEY).statusCode(200).body("verified", is(false));

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void aNewColumnDoesNoHarm() {
        purge();
        TestDatabase.execute("alter table lab.notes add column added int");
        try {
            restore(KEY).statusCode(200).body("restored_counts", is(EVERY_ROW));
        } finally {
            TestDatabase.execute("alter table lab.notes drop column added");
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void aTriggerThatIsOffChangesNothing() {
        purge();
        TestDatabase.execute("create function lab.spoil() returns trigger language plpgsql as"
                + " $$ begin new.name := 'spoilt'; return new; end $$;"
                + " create trigger spoil before insert on lab.products for each row execute function lab.spoil()");
        try {
            restore(KEY).statusCode(200);
        } finally {
            TestDatabase.execute("drop function lab.spoil cascade");
        }
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void afterItsTimeNothingComesBack() {
        purge();
        TestDatabase.execute("update tenant_deletion.restore_window set expires_at = now()");

        over();
        await().atMost(Duration.ofSeconds(20)).until(() -> logged().equals("0"));
        over();
    }

    @Test
    void whatIsForgottenDoesNotComeBack() {
        purge();

        asJob().delete(RESTORE, tenant).then().statusCode(204);
        asJob().delete(RESTORE, tenant).then().statusCode(204);

        assertThat(logged()).isEqualTo("0");
        over();
    }

    @Test
    void whatWasDeletedWithoutALogDoesNotComeBack() {
        boolean complete = false;
        while (!complete) {
            complete = asJob().delete(DATA, tenant).statusCode() == 200;
        }

        over();
    }

    @Test
    void twoAtOnceRestoreOnce() {
        purge();

        List<CompletableFuture<Integer>> calls = IntStream.range(0, 4)
                .mapToObj(i -> supplyAsync(() -> restore(KEY).extract().statusCode()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join)).containsOnly(200);
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    @Tag("long")
    void aLargeOneGoesOnWhenItsCallerIsAnswered() {
        fill(tenant = UUID.randomUUID(), 1000);
        before = TestDatabase.rows("lab");
        purge();

        JsonPath answer = asJob().header("Deletion-Restore-Key", KEY)
                .header("Prefer", "wait=0")
                .post(RESTORE, tenant)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();

        assertThat(answer.getBoolean("complete")).isFalse();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> TestDatabase.query(
                                "select status from tenant_deletion.restore_window where job_id = '" + job + "'")
                        .equals(List.of("restored")));
        restore(KEY).statusCode(200).body("total_restored", is(9000));
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void nobodyReadsTheLogWithoutTheKey() {
        purge();

        assertThat(TestDatabase.query("select encode(data, 'escape') || encode(coalesce(ids, ''), 'escape')"
                        + " from tenant_deletion.restore_log"))
                .isNotEmpty()
                .noneMatch(entry -> entry.contains("Flour") || entry.contains("Bread"));
    }

    @Test
    void howLargeTheLogIsCanBeSeen() {
        purge();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/metrics")
                        .then()
                        .body(matchesPattern("(?s).*tenant_deletion_restore_log_size_bytes\\{service=\"lab\"} [1-9].*"))
                        .body(containsString("tenant_deletion_restore_log_age_seconds{service=\"lab\"}")));
        restore(KEY).statusCode(200);
        given().get("/q/metrics")
                .then()
                .body(containsString("tenant_deletion_restores_total{outcome=\"restored\",service=\"lab\"}"));
    }
}
