package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Six who go on writing for a tenant that is being deleted, with the application's role. */
final class Writers implements AutoCloseable {

    /**
     * What a writer may meet whose rows' parents go: they are gone, or a snapshot is too old, or it loses to a lock, or
     * a fence stands.
     */
    private static final Set<String> EXPECTED = Set.of("23503", "40001", "40P01", "23514");

    /** Transactions of one writer beside one call, so that there are not ever more rows than are deleted. */
    private static final int A_CALL = 10;

    private static final String PARENT =
            "(select id from busy.parents where tenant_id = '%s' order by random() limit 1)";

    private final UUID tenant;
    private final UUID neighbour;
    private final PurgeTurns turns;
    private final List<String> moved = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(6);
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    Writers(UUID tenant, UUID neighbour, PurgeTurns turns) {
        this.tenant = tenant;
        this.neighbour = neighbour;
        this.turns = turns;
    }

    /** What one writer does in one transaction. */
    private interface Work {
        void run(Statement statement) throws SQLException, InterruptedException;
    }

    void start() {
        start("read committed", this::families);
        start("read committed", this::childrenOfOthersParents);
        start("read committed", this::longTransaction);
        start("repeatable read", this::oldSnapshot);
        start("read committed", this::move);
        start("repeatable read", this::linksAndTrees);
    }

    /** Waits for the end of what each is at. */
    void join() {
        turns.end();
        running.forEach(CompletableFuture::join);
    }

    /** How many transactions have ended, well or not. */
    long tried() {
        return committed.get() + failed.get();
    }

    /** Rows that were a neighbour's when their move was committed, as {@link BusySchema#owned} names them. */
    List<String> moved() {
        return moved;
    }

    @Override
    public String toString() {
        return committed + " committed, " + failed + " failed, " + moved.size() + " rows moved";
    }

    @Override
    public void close() {
        turns.end();
        threads.shutdownNow();
    }

    private void start(String isolation, Work work) {
        running.add(CompletableFuture.runAsync(() -> write(isolation, work), threads));
    }

    private void write(String isolation, Work work) {
        try (Connection connection = TestDatabase.connectAs("application");
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_isolation = '" + isolation + "'");
            connection.setAutoCommit(false);
            for (int done = 1; !turns.isOver(); done++) {
                once(connection, statement, work);
                if (done % A_CALL == 0) {
                    turns.awaitNext();
                }
            }
        } catch (SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void once(Connection connection, Statement statement, Work work) throws SQLException, InterruptedException {
        try {
            work.run(statement);
            connection.commit();
            committed.incrementAndGet();
        } catch (SQLException failure) {
            connection.rollback();
            failed.incrementAndGet();
            if (!EXPECTED.contains(failure.getSQLState())) {
                throw failure;
            }
        }
    }

    private void families(Statement statement) throws SQLException {
        UUID parent = UUID.randomUUID();
        UUID line = UUID.randomUUID();
        statement.execute("insert into busy.parents values ('" + parent + "', '" + tenant + "')");
        statement.execute("insert into busy.children values (gen_random_uuid(), '" + tenant + "', '" + parent + "')");
        statement.execute("insert into busy.lines values ('" + line + "', '" + parent + "')");
        statement.execute("insert into busy.notes values (gen_random_uuid(), '" + line + "')");
        statement.execute("update busy.parents set current_id = '" + line + "' where id = '" + parent + "'");
    }

    private void childrenOfOthersParents(Statement statement) throws SQLException {
        statement.execute("insert into busy.lines select gen_random_uuid(), id from " + parent() + " p");
        statement.execute(
                "insert into busy.children select gen_random_uuid(), '" + tenant + "', id from " + parent() + " p");
        statement.execute("insert into busy.notes select gen_random_uuid(), l.id from busy.lines l where parent_id in "
                + parent() + " limit 1");
    }

    private void longTransaction(Statement statement) throws SQLException, InterruptedException {
        families(statement);
        statement.execute("insert into busy.bookmarks select gen_random_uuid(), id from " + parent() + " p");
        statement.execute("insert into busy.lines select gen_random_uuid(), id from " + parent() + " p");
        turns.awaitNext();
        families(statement);
    }

    private void oldSnapshot(Statement statement) throws SQLException, InterruptedException {
        List<String> parents =
                strings(statement, "select id from busy.parents where tenant_id = '" + tenant + "' limit 3");
        turns.awaitNext();
        for (String parent : parents) {
            statement.execute("insert into busy.lines values (gen_random_uuid(), '" + parent + "')");
        }
        families(statement);
    }

    private void linksAndTrees(Statement statement) throws SQLException {
        statement.execute("insert into busy.links select gen_random_uuid(), id from " + parent() + " p");
        statement.execute("insert into busy.links select gen_random_uuid(), null, id from busy.lines"
                + " where parent_id in " + parent() + " limit 1");
        statement.execute(
                "insert into busy.trees select tenant_id, gen_random_uuid(), id from busy.trees where tenant_id = '"
                        + tenant + "' limit 1");
        statement.execute("insert into busy.trees values ('" + tenant + "', gen_random_uuid())");
        statement.execute("insert into busy.bookmarks select gen_random_uuid(), id from " + parent() + " p");
    }

    /** A parent and all that is found by it or refers to it; what is moved is a neighbour's once it is committed. */
    private void move(Statement statement) throws SQLException, InterruptedException {
        List<String> parents = strings(
                statement,
                "update busy.parents set tenant_id = '" + neighbour + "' where id in " + parent() + " returning id");
        List<String> rows = new ArrayList<>();
        for (String parent : parents) {
            rows.add("parents " + parent);
            rows.addAll(strings(
                    statement,
                    "update busy.children set tenant_id = '" + neighbour + "' where parent_id = '" + parent
                            + "' returning 'children ' || id"));
            rows.addAll(strings(statement, "select 'lines ' || id from busy.lines where parent_id = '" + parent + "'"));
            rows.addAll(strings(
                    statement,
                    "select 'notes ' || n.id from busy.notes n join busy.lines l on l.id = line_id"
                            + " where parent_id = '" + parent + "'"));
        }
        if (moved.size() % 2 == 0) {
            turns.awaitNext();
        }
        statement.getConnection().commit();
        moved.addAll(rows);
    }

    private String parent() {
        return PARENT.formatted(tenant);
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
