package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.quickstart.Platform;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/** One client that works with a tenant's customers of the service orders, and takes the times. */
final class Customers implements AutoCloseable {

    private static final String COLUMNS = "(id, tenant_id, name, loyalty_points, active, created_at)";

    private final UUID tenant;
    private final int inserts;
    private final int copiedRows;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement read;

    /**
     * @param inserts how many {@link #insert} makes
     * @param copiedRows how many {@link #copy} loads
     */
    Customers(PostgresServer postgres, UUID tenant, int inserts, int copiedRows) throws SQLException {
        this.tenant = tenant;
        this.inserts = inserts;
        this.copiedRows = copiedRows;
        connection = postgres.connect(Platform.DOMAIN_DATABASE);
        insert = connection.prepareStatement(
                "insert into orders.customers " + COLUMNS + " values (gen_random_uuid(), ?, 'Ada', 0, true, now())");
        insert.setObject(1, tenant);
        read = connection.prepareStatement(
                "select c.name, o.id from orders.customers c left join orders.orders o on o.customer_id = c.id"
                        + " where c.tenant_id = ? order by c.id limit 20");
        read.setObject(1, tenant);
    }

    /** Has the fence's triggers look at inserts, or not. */
    void fence(boolean looks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table orders.customers " + (looks ? "enable always" : "disable")
                    + " trigger tenant_deletion_fence_insert");
        }
    }

    /** Rows one by one, each a transaction. */
    void insert(List<Duration> times) throws SQLException {
        for (int i = 0; i < inserts; i++) {
            long begin = System.nanoTime();
            insert.executeUpdate();
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** One bulk load, taken back so that the table stays as it was. */
    void copy(List<Duration> times) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < copiedRows; i++) {
            rows.append(UUID.randomUUID()).append('\t').append(tenant).append("\tAda\t0\tt\t2026-01-01 00:00:00Z\n");
        }
        connection.setAutoCommit(false);
        try {
            long begin = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy orders.customers " + COLUMNS + " from stdin", new StringReader(rows.toString()));
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new SQLException(e);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** A page of customers with their orders, and a new customer. */
    void readAndWrite(List<Duration> times) throws SQLException {
        long begin = System.nanoTime();
        read.executeQuery().close();
        insert.executeUpdate();
        times.add(Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
