package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job deletes comes back, all of it or nothing. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabRestoreIT extends LabTest {

    private static final String RESTORE = DATA + "/restore";
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String OTHER_KEY = "_______________________________________________".substring(4);
    private static final Map<String, Integer> EVERY_ROW =
            Map.of("audit_logs", 12, "ingredients", 36, "versions", 24, "notes", 12, "products", 12, "recipes", 12);

    private final UUID job = UUID.randomUUID();
    private Map<String, List<String>> before;
    private Instant until = Instant.now().plus(Duration.ofDays(7));

    @BeforeEach
    void aTenant() {
        fill(tenant, 12);
        before = TestDatabase.rows("lab");
    }

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
                .body("total_restored", is(108));

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        assertThat(logged()).isEqualTo("0");
        TestDatabase.execute("insert into lab.products values (gen_random_uuid(), '" + tenant + "', null, 'New')");
    }

    @Test
    void aSecondRestoreSaysTheSameAndChangesNothing() {
        purge();
        restore(KEY).statusCode(200);
        TestDatabase.execute("delete from lab.audit_logs where tenant_id = '" + tenant + "'");

        restore(KEY).statusCode(200).body("restored_counts", is(EVERY_ROW));

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
    void aColumnThatIsGoneIsRefused() {
        purge();
        TestDatabase.execute("alter table lab.notes rename column text to words");
        try {
            refused("schema-changed");
        } finally {
            TestDatabase.execute("alter table lab.notes rename column words to text");
        }
        restore(KEY).statusCode(200);
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void aChangedTypeIsRefused() {
        purge();
        TestDatabase.execute("alter table lab.versions alter column number type smallint");
        try {
            refused("schema-changed");
        } finally {
            TestDatabase.execute("alter table lab.versions alter column number type int");
        }
    }

    @Test
    void aNewColumnThatMustHaveAValueIsRefused() {
        TestDatabase.execute("delete from lab.notes");
        purge();
        TestDatabase.execute("alter table lab.audit_logs add column added int not null default 1");
        TestDatabase.execute("alter table lab.audit_logs alter column added drop default");
        try {
            refused("schema-changed");
        } finally {
            TestDatabase.execute("alter table lab.audit_logs drop column added");
        }
    }

    @Test
    void aKeyThatSomebodyHasTakenIsRefused() {
        purge();
        TestDatabase.execute("insert into lab.products select lab.id('" + tenant
                + "', 'product', 3), tenant_id, null, 'Cuckoo' from lab.recipes limit 1");

        refused("key-taken");

        TestDatabase.execute("delete from lab.products where name = 'Cuckoo'");
        restore(KEY).statusCode(200);
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void aSharedRowThatIsGoneIsRefused() {
        TestDatabase.execute("insert into lab.cities values (lab.id('a', 'city', 1), 'Bern')");
        TestDatabase.execute(
                "update lab.recipes set city_id = lab.id('a', 'city', 1) where tenant_id = '" + tenant + "'");
        purge();
        TestDatabase.execute("delete from lab.cities");

        refused("parent-gone");
    }

    @Test
    void aParentThatWentByItselfIsRefused() {
        while (!TestDatabase.query(
                        "select 1 from lab.ingredients where version_id = lab.id('" + tenant + "', 'version', 1)")
                .isEmpty()) {
            purgeOnce();
        }
        TestDatabase.execute("set session_replication_role = replica;"
                + " delete from lab.versions where recipe_id in (select id from lab.recipes where tenant_id = '"
                + tenant
                + "')");

        refused("parent-gone");
    }

    @Test
    void whoWasErasedMeanwhileDoesNotComeBack() {
        UUID user = UUID.randomUUID();
        TestDatabase.execute("update lab.recipes set user_id = '" + user + "' where tenant_id = '" + tenant + "'");
        purge();
        given().auth()
                .oauth2(Tokens.service())
                .post("/api/v1/experiments/user/{user}/deletion-fence", user)
                .then()
                .statusCode(200);

        refused("erased-meanwhile");
    }

    @Test
    void aTriggerThatWouldFireIsRefused() {
        purge();
        TestDatabase.execute("create function lab.spoil() returns trigger language plpgsql as"
                + " $$ begin new.name := 'spoilt'; return new; end $$;"
                + " create trigger spoil before insert on lab.products for each row execute function lab.spoil();"
                + " alter table lab.products enable always trigger spoil");
        try {
            refused("trigger");
        } finally {
            TestDatabase.execute("drop function lab.spoil cascade");
        }
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
    void aWrongKeyIsRefused() {
        purge();

        restore(OTHER_KEY)
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:restore-refused"))
                .body("findings.code", hasItem("wrong-key"));

        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
        restore(KEY).statusCode(200);
    }

    @Test
    void aJobHasOneKey() {
        purgeOnce();

        asJob().header("Deletion-Restore-Key", OTHER_KEY)
                .header("Deletion-Restore-Until", until.toString())
                .delete(DATA, tenant)
                .then()
                .statusCode(409)
                .body("findings.code", hasItem("wrong-key"));
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
    void halfOfWhatItNeedsIsNoRequest() {
        asJob().header("Deletion-Restore-Key", KEY).delete(DATA, tenant).then().statusCode(400);
        asJob().header("Deletion-Restore-Key", "short")
                .header("Deletion-Restore-Until", until.toString())
                .delete(DATA, tenant)
                .then()
                .statusCode(400);
        asJob().post(RESTORE, tenant).then().statusCode(400);
        given().auth()
                .oauth2(Tokens.service())
                .header("Deletion-Restore-Key", KEY)
                .post(RESTORE, tenant)
                .then()
                .statusCode(400);
    }

    @Test
    void nobodyReadsTheLogWithoutTheKey() {
        purge();

        assertThat(TestDatabase.query("select encode(data, 'escape') || encode(coalesce(ids, ''), 'escape')"
                        + " from tenant_deletion.restore_log"))
                .isNotEmpty()
                .noneMatch(entry -> entry.contains("Flour") || entry.contains("Bread"));
    }

    @Override
    JsonPath call() {
        return purgeOnce();
    }

    private JsonPath purgeOnce() {
        return asJob().header("Deletion-Restore-Key", KEY)
                .header("Deletion-Restore-Until", until.toString())
                .delete(DATA, tenant)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 202))
                .extract()
                .jsonPath();
    }

    private void fence() {
        asJob().post(DATA + "/deletion-fence", tenant).then().statusCode(200);
    }

    private void nothingIsLeftOutsideTheLog() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        asJob().get(DATA + "/deletion-verification", tenant).statusCode() == 200);
        asJob().get(DATA + "/deletion-verification", tenant).then().body("total_residual", is(0));
    }

    private ValidatableResponse restore(String key) {
        return asJob().header("Deletion-Restore-Key", key).post(RESTORE, tenant).then();
    }

    /** Nothing is changed, not even the fence. */
    private void refused(String code) {
        Map<String, List<String>> untouched = TestDatabase.rows("lab");
        String entries = logged();
        restore(KEY)
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:restore-refused"))
                .body("findings.code", hasItem(code));
        assertThat(TestDatabase.rows("lab")).isEqualTo(untouched);
        assertThat(logged()).isEqualTo(entries).isNotEqualTo("0");
    }

    private void over() {
        restore(KEY).statusCode(410).body("type", is("urn:tenant-deletion:problem:restore-window-over"));
    }

    private String logged() {
        return TestDatabase.query("select count(*) from tenant_deletion.restore_log l"
                        + " join tenant_deletion.restore_window w on w.id = l.window_id where w.job_id = '" + job + "'")
                .get(0);
    }

    private RequestSpecification asJob() {
        return given().auth().oauth2(Tokens.service()).header("Deletion-Job-Id", job);
    }
}
