package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.test.TestServer;
import io.tenantdeletion.embedded.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A small shop on a real PostgreSQL, in which all is well, and what becomes of it. */
abstract class GateTest {

    static final String ERASER = "eraser";
    static final List<String> SCHEMAS = List.of("shop");

    private static final List<String> SHOP = List.of(
            "drop schema if exists shop, elsewhere cascade",
            "create schema shop",
            "create schema elsewhere",
            "create table shop.cities (id uuid primary key, name text)",
            "create table shop.orders (id uuid primary key, tenant_id uuid not null, city_id uuid references shop.cities)",
            "create index on shop.orders (tenant_id)",
            "create table shop.items (id uuid primary key, order_id uuid not null references shop.orders, name text)",
            "create index on shop.items (order_id)");
    private static final String GRANTS = """
            grant usage on schema shop to eraser;
            grant select, update, delete on all tables in schema shop to eraser""";

    private static PostgresServer postgres;
    private static Vertx vertx;

    final Map<TableName, Ownership> ownerships = new TreeMap<>();
    Set<String> allowedTriggers = Set.of();
    Set<String> exemptColumns = Set.of();
    String applicationRole = "clerk";

    @BeforeAll
    static void start() {
        postgres = TestServer.with("shop");
        execute("drop role if exists eraser");
        execute("create role eraser login password 'eraser'");
        execute("create schema tenant_deletion");
        execute("create function tenant_deletion.fence() returns trigger language plpgsql as"
                + " 'begin return new; end'");
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await().indefinitely();
    }

    @BeforeEach
    void openShop() {
        execute(String.join(";", SHOP) + ";" + GRANTS);
        fence("shop.orders");
        fence("shop.items");
        ownership("cities", new Ownership.Shared("the same for all"));
        ownership("orders", new Ownership.Owned("", ""));
        ownership("items", new Ownership.Owned("", ""));
    }

    void ownership(String table, Ownership ownership) {
        ownerships.put(new TableName("shop", table), ownership);
    }

    static void fence(String table) {
        execute("create trigger fence before insert or update on " + table
                + " for each row execute function tenant_deletion.fence();"
                + " alter table " + table + " enable always trigger fence");
    }

    static void execute(String sql) {
        try (Connection connection = postgres.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The first column of a query's rows, after some settings. */
    static List<String> rows(String... statements) {
        List<String> values = new ArrayList<>();
        select(statements, rows -> values.add(rows.getString(1)));
        return values;
    }

    /** The two columns of a query's only row. */
    static List<String> row(String query) {
        List<String> values = new ArrayList<>();
        select(new String[] {query}, rows -> {
            values.add(rows.getString(1));
            values.add(rows.getString(2));
        });
        return values;
    }

    private static void select(String[] statements, RowConsumer each) {
        try (Connection connection = postgres.connect("shop");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            try (ResultSet rows = statement.executeQuery(statements[statements.length - 1])) {
                while (rows.next()) {
                    each.accept(rows);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /** What is found once this has happened, in a shop whose new tables the eraser may use. */
    List<Finding> findings(String... statements) {
        return report(SubjectKind.TENANT, statements).findings();
    }

    GateReport report(SubjectKind kind, String... statements) {
        List.of(statements).forEach(GateTest::execute);
        return report(kind);
    }

    GateReport report(SubjectKind kind) {
        return new CatalogGate(new CatalogGate.Settings(allowedTriggers, exemptColumns, applicationRole))
                .check(catalog(), new OwnershipMap(kind, kind.noun() + "_id", ownerships));
    }

    /** Read by the eraser, on a connection of its own. */
    static Catalog catalog() {
        return asEraser(pool -> CatalogReader.read(pool, SCHEMAS));
    }

    static <T> T asEraser(Function<Pool, Uni<T>> work) {
        PgConnectOptions login = new PgConnectOptions()
                .setHost(postgres.host())
                .setPort(postgres.port())
                .setDatabase("shop")
                .setUser(ERASER)
                .setPassword(ERASER);
        Pool pool = PgBuilder.pool().connectingTo(login).using(vertx).build();
        try {
            return work.apply(pool).await().indefinitely();
        } finally {
            pool.close().await().indefinitely();
        }
    }

    /** A table that the eraser may use and the fence guards, with these columns. */
    static String table(String name, String columns) {
        return "create table " + name + " (" + columns + "); grant select, update, delete on " + name + " to eraser;"
                + " create trigger fence before insert or update on " + name
                + " for each row execute function tenant_deletion.fence(); alter table " + name
                + " enable always trigger fence";
    }

    /** Exactly one finding, of this code, on this table, with these words in its detail and remedy. */
    static void assertFound(List<Finding> findings, FindingCode code, String table, String... words) {
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.code()).isEqualTo(code.code());
        assertThat(finding.isError()).isEqualTo(!code.isWarning());
        assertThat(finding.table()).isEqualTo(table);
        assertThat(finding.detail() + " " + finding.remedy()).contains(List.of(words));
    }
}
