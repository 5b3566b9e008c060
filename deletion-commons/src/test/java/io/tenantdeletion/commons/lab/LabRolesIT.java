package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.migration.DeletionMigrations;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role can do what it is for, and nothing else. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabRolesIT extends LabTest {

    private static final String APPLICATION = "application";
    private static final String PURGE = "purge";
    private static final String MIGRATION = "migration";
    private static final String PERMISSION_DENIED = "42501";

    @Inject
    DeletionMigrations migrations;

    @Inject
    @FlywayDataSource("migration")
    Flyway flyway;

    @Test
    void noneOfThemIsASuperuser() {
        assertThat(
                        TestDatabase.query(
                                "select rolname from pg_roles where rolname in ('application', 'purge', 'migration')"
                                        + " and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"))
                .hasSize(3);
    }

    @Test
    void whoDoesNotSeeWhatIsCommittedMeanwhileDeletesNothing() {
        fill(tenant, 1);
        try {
            TestDatabase.execute("alter role purge set default_transaction_isolation = 'repeatable read'");
            await().until(() -> {
                endSessions();
                return delete().body().asString().contains("problem:isolation-level");
            });
            assertThat(TestDatabase.query("select id from lab.recipes where tenant_id = '" + tenant + "'"))
                    .isNotEmpty();
        } finally {
            TestDatabase.execute("alter role purge reset default_transaction_isolation");
            endSessions();
        }
        await().until(() -> delete().statusCode() < 300);
        purge();
    }

    private static void endSessions() {
        TestDatabase.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'purge'");
    }

    private Response delete() {
        return given().auth().oauth2(Tokens.service()).delete(DATA, tenant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select from tenant_deletion.ledger",
                "select from tenant_deletion.restore_log",
                "select tenant_deletion.unseal('', '')",
                "insert into tenant_deletion.removed_keys default values",
                "update tenant_deletion.ledger set deleted = 0",
                "delete from tenant_deletion.ledger",
                "truncate tenant_deletion.ledger",
                "drop table tenant_deletion.ledger",
                "create table tenant_deletion.mine ()",
                "set session_replication_role = replica",
                "set role purge",
                "alter table lab.products disable trigger all",
                "drop table lab.products"
            })
    void theApplicationCannot(String statement) {
        denied(APPLICATION, statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into lab.cities values (gen_random_uuid(), 'Bern')",
                "alter table lab.products disable trigger all",
                "truncate lab.products cascade",
                "drop table tenant_deletion.ledger",
                "set role migration"
            })
    void aPurgeCannot(String statement) {
        denied(PURGE, statement);
    }

    @Test
    void theApplicationReadsAndWritesTheTablesOfItsServices() {
        allowed(APPLICATION, "insert into lab.cities values (gen_random_uuid(), 'Bern')");
        allowed(APPLICATION, "update lab.products set name = 'Roll'");
        allowed(APPLICATION, "select from lab.products for update");
        allowed(APPLICATION, "delete from lab.notes");
    }

    @Test
    void aPurgeReadsLocksAndDeletesThemAndKeepsItsBooks() {
        allowed(PURGE, "select from lab.products for update");
        allowed(PURGE, "update lab.products set parent_id = null");
        allowed(PURGE, "delete from lab.notes");
        allowed(PURGE, "lock table lab.products in share row exclusive mode");
        allowed(PURGE, "select from tenant_deletion.ledger for update");
        allowed(
                PURGE,
                "insert into tenant_deletion.removed_keys (service, subject_kind, subject_id, table_schema, table_name,"
                        + " column_names, keys) values ('lab', 'tenant', gen_random_uuid(), 'lab', 'products', '{id}',"
                        + " '{1}')");
        allowed(PURGE, "delete from tenant_deletion.removed_keys");
        allowed(PURGE, "set local session_replication_role = replica");
    }

    @Test
    void tablesThatMigrationsMakeLaterAreReached() {
        as(MIGRATION, "create table lab.counters (n bigint generated always as identity, m serial)");
        try {
            allowed(APPLICATION, "insert into lab.counters default values");
            allowed(APPLICATION, "select nextval('lab.counters_m_seq')");
            allowed(PURGE, "delete from lab.counters");
        } finally {
            as(MIGRATION, "drop table lab.counters");
        }
    }

    @Test
    void whatIsMissingOnTablesThatThereAreIsGrantedAtTheNextStart() throws SQLException {
        as(MIGRATION, "revoke all on lab.products from application, purge");
        denied(APPLICATION, "select from lab.products");
        denied(PURGE, "select from lab.products");

        migrations.migrate(flyway.getConfiguration(), List.of("lab"));

        allowed(APPLICATION, "insert into lab.products values (gen_random_uuid(), gen_random_uuid(), null, 'Roll')");
        allowed(PURGE, "update lab.products set parent_id = null");
        denied(PURGE, "insert into lab.cities values (gen_random_uuid(), 'Bern')");
    }

    @Test
    void aStartThatFindsEverythingDoneWritesNothing() throws SQLException {
        List<String> before = rights();

        migrations.migrate(flyway.getConfiguration(), List.of("lab"));

        assertThat(rights()).isNotEmpty().isEqualTo(before);
    }

    /** Rights, with the transaction that has written them. */
    private static List<String> rights() {
        return TestDatabase.query("select concat_ws(' ', oid, xmin, relacl) from pg_class where relacl is not null"
                + " union all select concat_ws(' ', oid, xmin, defaclacl) from pg_default_acl"
                + " union all select concat_ws(' ', oid, xmin, nspacl) from pg_namespace order by 1");
    }

    private static void denied(String role, String statement) {
        assertThatThrownBy(() -> undone(role, statement))
                .as(statement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).isEqualTo(PERMISSION_DENIED));
    }

    private static void allowed(String role, String statement) {
        assertThatCode(() -> undone(role, statement)).as(statement).doesNotThrowAnyException();
    }

    private static void undone(String role, String statement) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(role);
                Statement running = connection.createStatement()) {
            connection.setAutoCommit(false);
            running.execute(statement);
            connection.rollback();
        }
    }

    private static void as(String role, String statement) {
        try (Connection connection = TestDatabase.connectAs(role);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }
}
