package io.tenantdeletion.commons.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** What may come into which table while one tenant and one user are fenced; each test has its own, and a neighbour. */
class FenceTriggersTest {

    private static FencedDatabase database;

    private final UUID gone = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    @BeforeAll
    static void start() throws SQLException {
        database = new FencedDatabase();
    }

    /** Customer 1 of the tenant, 2 of the neighbour, each with an order, an item, an event. */
    @BeforeEach
    void fill() throws SQLException {
        database.migrate(
                "truncate \"Shop\".\"Customers\", \"Shop\".events, \"Shop\".documents, \"Shop\".audit cascade");
        for (int i = 1; i <= 2; i++) {
            write(("insert into \"Customers\" values (%1$d, '%2$s'); insert into \"Order\" values ('eu', %1$d, %1$d);"
                            + " insert into items values (%1$d, 'eu', %1$d); insert into notes values (%1$d, %1$d);"
                            + " insert into events values (%1$d, '2024-05-05', '%2$s');"
                            + " insert into event_lines values (%1$d, %1$d, '2024-05-05');"
                            + " insert into documents (id, body) values (%1$d, '%2$s:text');"
                            + " insert into audit values (%1$d, '%2$s')")
                    .formatted(i, i == 1 ? gone : neighbour));
        }
        database.fence("tenant", gone);
        database.fence("user", user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into \"Customers\" values (3, '$tenant')",
                "insert into \"Customers\" values (3, '$neighbour'), (4, '$tenant')",
                "insert into \"Order\" values ('eu', 3, $customer)",
                "insert into items values (3, 'eu', $customer)",
                "insert into notes (id, customer) values (3, $customer)",
                "insert into notes (id, item) values (3, $customer)",
                "insert into notes (id, customer, item) values (3, 2, $customer)",
                "insert into events values (3, '2025-02-02', '$tenant')",
                "insert into events_2024 values (3, '2024-02-02', '$tenant')",
                "insert into events_later values (3, '2025-02-02', '$tenant')",
                "insert into events_2025 values (3, '2025-02-02', '$tenant')",
                "insert into event_lines values (3, $customer, '2024-05-05')",
                "insert into documents (id, body) values (3, '$tenant:new')",
                "insert into audit values (3, '$tenant')",
                "insert into \"Customers\" values (2, '$tenant') on conflict (id) do update set tenant_id = '$tenant'",
                "merge into \"Customers\" c using (values (9)) v (id) on c.id = v.id"
                        + " when not matched then insert values (v.id, '$tenant')",
                "with row as (insert into \"Customers\" values (3, '$tenant') returning 1) select from row",
                "update \"Customers\" set tenant_id = '$tenant' where id = 2",
                "update \"Order\" set customer = $customer where number = 2",
                "update items set number = $customer where id = 2",
                "update notes set customer = $customer where id = 2",
                "update notes set item = $customer where id = 2",
                "update events set tenant_id = '$tenant' where id = 2",
                "update events set tenant_id = '$tenant', at = '2025-05-05' where id = 2",
                "update events_2024 set tenant_id = '$tenant' where id = 2",
                "update event_lines set event = $customer where id = 2",
                "update documents set body = '$tenant:moved' where id = 2",
                "update audit set tenant_id = '$tenant' where id = 2"
            })
    void aRowThatWouldBecomeTheTenantsIsRefused(String statement) throws SQLException {
        PSQLException refusal = catchThrowableOfType(PSQLException.class, () -> write(of(statement, gone, 1)));

        assertThat(refusal.getSQLState()).isEqualTo("23514");
        assertThat(refusal.getServerErrorMessage().getMessage())
                .startsWith("tenant " + gone + " is being deleted or was deleted: no new rows in Shop.");
        assertThat(refusal.getServerErrorMessage().getConstraint()).isEqualTo("tenant_deletion_fence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into \"Customers\" values (3, '$tenant'), (4, '$tenant')",
                "insert into \"Customers\" select i, gen_random_uuid() from generate_series(10, 99) i",
                "insert into \"Customers\" select 3, '$tenant' where false",
                "insert into notes values (3, null, null)",
                "insert into cities values (1, 'Bern') on conflict do nothing",
                "insert into events values (3, '2025-02-02', '$tenant')",
                "insert into event_lines values (3, $customer, '2024-05-05')",
                "update events set at = '2025-06-06' where id = 3",
                "update notes set customer = $customer",
                "update \"Customers\" set name = 'new', tenant_id = tenant_id where id = 1",
                "update events set note = 'new' where id = 1",
                "update events set at = '2024-06-06' where id = 1 and false",
                "update notes set customer = null where id = 1",
                "update documents set body = '$tenant:mine' where id = 2",
                "delete from notes where id = 1"
            })
    void whatIsTheNeighboursAndWhatLetsGoPasses(String statement) {
        assertThatCode(() -> write(of(statement, neighbour, 2))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into \"Customers\" values (3, '$tenant', '$user')",
                "insert into audit values (3, '$tenant', '$user')",
                "update audit set actor = '$user' where id = 2"
            })
    void aRowThatWouldNameTheUserIsRefused(String statement) {
        PSQLException refusal = catchThrowableOfType(PSQLException.class, () -> write(of(statement, neighbour, 2)));

        assertThat(refusal.getSQLState()).isEqualTo("23514");
        assertThat(refusal.getMessage()).contains("user " + user + " is being deleted or was deleted");
    }

    @Test
    void aTriggerOfTheApplicationCannotMoveARowInBehindTheFence() throws SQLException {
        database.migrate(
                "create function \"Shop\".move() returns trigger language plpgsql as $$ begin"
                        + " new.tenant_id = new.name::uuid; return new; end $$;"
                        + " create trigger move before update on \"Shop\".\"Customers\" for each row execute function \"Shop\".move()");
        database.install();
        try {
            PSQLException refusal = catchThrowableOfType(
                    PSQLException.class, () -> write("update \"Customers\" set name = '" + gone + "' where id = 2"));

            assertThat(refusal.getSQLState()).isEqualTo("23514");
        } finally {
            database.migrate("drop function \"Shop\".move() cascade");
            database.install();
        }
    }

    @Test
    void aSessionWithoutForeignKeyChecksIsRefusedAsWell() throws SQLException {
        try (Connection replica = database.asSuperuser()) {
            FencedDatabase.execute(replica, "set search_path = \"Shop\"; set session_replication_role = replica");

            for (String statement : new String[] {
                "insert into \"Customers\" values (3, '" + gone + "')",
                "insert into items values (3, 'eu', 1)",
                "update events set tenant_id = '" + gone + "', at = '2025-05-05' where id = 2"
            }) {
                PSQLException refusal =
                        catchThrowableOfType(PSQLException.class, () -> FencedDatabase.execute(replica, statement));
                assertThat(refusal.getSQLState()).isEqualTo("23514");
            }
        }
    }

    private void write(String sql) throws SQLException {
        try (Connection application = database.as("application")) {
            FencedDatabase.execute(application, "set search_path = \"Shop\"");
            FencedDatabase.execute(application, sql);
        }
    }

    private String of(String statement, UUID tenant, int customer) {
        return statement
                .replace("$tenant", tenant.toString())
                .replace("$neighbour", neighbour.toString())
                .replace("$user", user.toString())
                .replace("$customer", String.valueOf(customer));
    }
}
