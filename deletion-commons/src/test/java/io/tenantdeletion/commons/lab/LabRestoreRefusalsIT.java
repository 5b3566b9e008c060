package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What would not come back as it was does not come back at all, and nothing is changed. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabRestoreRefusalsIT extends LabRestoreTest {

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
    void aRuleThatKeepsRowsOutIsRefused() {
        purge();
        TestDatabase.execute("create rule away as on insert to lab.notes do instead nothing;"
                + " alter table lab.notes enable always rule away");
        try {
            refused("trigger");
        } finally {
            TestDatabase.execute("drop rule away on lab.notes");
        }
    }

    @Test
    void rowsThatAreNotWhatTheyWereAreRefused() {
        purge();
        TestDatabase.execute("update tenant_deletion.restore_log set data = tenant_deletion.seal(convert_to(replace("
                + "convert_from(tenant_deletion.unseal(data, '" + KEY + "'), 'UTF8'), 'Bread', 'Bride'), 'UTF8'), '"
                + KEY + "') where kind = 'deleted' and table_name = 'products'");

        refused("rows-differ");
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
}
