package io.tenantdeletion.commons.fence;

import static io.tenantdeletion.commons.fence.FencedDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Transactions of the application that were open when the fence was set. */
class LateWritersTest {

    private static final String REFUSED = "23514";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static FencedDatabase database;

    private final UUID gone = UUID.randomUUID();
    private Connection writer;
    private Connection purge;

    @BeforeAll
    static void start() throws SQLException {
        database = new FencedDatabase();
    }

    @BeforeEach
    void open() throws SQLException {
        database.migrate("truncate \"Shop\".\"Customers\" cascade");
        database.fence("tenant", UUID.randomUUID());
        purge = database.as("purge");
        execute(purge, "set lock_timeout = '200ms'");
        writer = database.as("application");
        execute(writer, "set search_path = \"Shop\"");
        writer.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
        purge.close();
    }

    @Test
    void whoHadOnlyReadIsRefused() throws SQLException {
        execute(writer, "select from \"Customers\"");
        fence();

        refuses(REFUSED, insert(1));
    }

    @Test
    void whoHadWrittenKeepsThatAndIsRefusedFromThenOn() throws SQLException {
        execute(writer, insert(1));
        fence();

        assertThat(inProgress()).isTrue();
        execute(writer, "savepoint s");
        refuses(REFUSED, insert(2));
        execute(writer, "rollback to s");
        writer.commit();
        assertThat(inProgress()).isFalse();
        assertThat(database.query("select id from \"Shop\".\"Customers\"")).containsExactly("1");
    }

    @Test
    void whoeverPassesBetweenTheTombstoneAndItsCommitIsKnown() throws SQLException {
        purge.setAutoCommit(false);
        FencedDatabase.fence(purge, "tenant", gone);
        // Its number is younger than the fence's, and than every one that has ended.
        execute(writer, insert(1));
        purge.commit();
        keepSnapshot();

        assertThat(inProgress()).isTrue();
        writer.commit();
        assertThat(inProgress()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void anOldSnapshotDoesNotHideTheTombstone(String isolation) throws SQLException {
        execute(writer, "set transaction isolation level " + isolation);
        execute(writer, "select from \"Customers\"");
        fence();

        refuses(SERIALIZATION_FAILURE, insert(1));
    }

    @Test
    void anOldSnapshotDoesNotHideItFromAnUpdateEither() throws SQLException {
        execute(writer, "insert into \"Customers\" values (1, '" + UUID.randomUUID() + "')");
        writer.commit();
        execute(writer, "set transaction isolation level repeatable read");
        execute(writer, "select from \"Customers\"");
        fence();

        refuses(SERIALIZATION_FAILURE, "update \"Customers\" set tenant_id = '" + gone + "'");
    }

    @Test
    void aFenceWaitsForWhoHasWrittenWithASnapshotOfTheWholeTransaction() throws SQLException {
        execute(writer, "set transaction isolation level repeatable read");
        execute(writer, insert(1));

        assertThatThrownBy(this::fence)
                .asInstanceOf(throwable(SQLException.class))
                .returns(LOCK_NOT_AVAILABLE, SQLException::getSQLState);
        execute(writer, insert(2));
        writer.commit();
        fence();
        assertThat(database.query("select count(*) from \"Shop\".\"Customers\""))
                .containsExactly("2");
    }

    @Test
    void aNewSnapshotSeesTheTombstone() throws SQLException {
        fence();
        execute(writer, "set transaction isolation level repeatable read");

        refuses(REFUSED, insert(1));
    }

    @Test
    void aBulkLoadIsRefused() throws SQLException {
        execute(writer, "select from \"Customers\"");
        fence();
        StringReader rows = new StringReader("1," + UUID.randomUUID() + "\n2," + gone + "\n");

        assertThatThrownBy(() -> writer.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy \"Customers\" (id, tenant_id) from stdin csv", rows))
                .asInstanceOf(throwable(SQLException.class))
                .returns(REFUSED, SQLException::getSQLState);
    }

    @Test
    void aPreparedTransactionIsKnown() throws SQLException {
        execute(writer, insert(1));
        execute(writer, "prepare transaction 'till 7'");
        fence();

        assertThat(inProgress()).isTrue();
        writer.setAutoCommit(true);
        execute(writer, "commit prepared 'till 7'");
        assertThat(inProgress()).isFalse();
    }

    @Test
    void aFenceIsSetOnce() throws SQLException {
        fence();
        String fence =
                "select fenced_at || ' ' || snapshot from tenant_deletion.fence where subject_id = '" + gone + "'";
        String first = database.query(fence).get(0);
        execute(writer, "insert into \"Customers\" values (1, '" + UUID.randomUUID() + "')");
        fence();

        assertThat(database.query(fence)).containsExactly(first);
    }

    private String insert(int id) {
        return "insert into \"Customers\" values (" + id + ", '" + gone + "')";
    }

    private void fence() throws SQLException {
        FencedDatabase.fence(purge, "tenant", gone);
        keepSnapshot();
    }

    private void keepSnapshot() throws SQLException {
        database.keepSnapshot(gone);
    }

    private boolean inProgress() throws SQLException {
        return database.inProgress(gone);
    }

    private void refuses(String state, String sql) {
        assertThatThrownBy(() -> execute(writer, sql))
                .asInstanceOf(throwable(SQLException.class))
                .returns(state, SQLException::getSQLState);
    }
}
