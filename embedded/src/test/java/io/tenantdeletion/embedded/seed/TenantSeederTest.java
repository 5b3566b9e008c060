package io.tenantdeletion.embedded.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantSeederTest {

    private static final UUID TENANT = UUID.fromString("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
    private static final UUID OTHER = UUID.fromString("7f9619ff-8b86-4d01-b42d-00cf4fc964ff");
    private static final UUID USER = UUID.fromString("8f9619ff-8b86-4d01-b42d-00cf4fc964ff");

    private static PostgresServer server;
    private TenantSeeder seeder;

    @BeforeAll
    static void start() {
        server = PostgresServer.startNonDurable("seeded");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createSchemas() throws SQLException {
        execute("drop schema if exists shop, library cascade; create schema shop; create schema library");
        execute("""
                create table shop.cities (id uuid primary key, name varchar(5) not null unique);
                create table shop.products (id uuid primary key, tenant_id uuid not null,
                    parent_id uuid references shop.products, city_id uuid not null references shop.cities,
                    price numeric(4, 2) not null, user_id uuid, tags text[] not null, payload jsonb not null,
                    created_at timestamptz not null);
                create table shop.moves (id bigint generated always as identity primary key,
                    product_id uuid not null references shop.products, quantity int not null,
                    twice int generated always as (quantity * 2) stored, kind text check (kind in ('in', 'out')));
                """);
        execute("""
                create type library.mood as enum ('good', 'bad');
                create table library.recipes (id uuid primary key, tenant_id uuid not null, current_id uuid,
                    mood library.mood not null);
                create table library.versions (id uuid primary key,
                    recipe_id uuid not null references library.recipes);
                alter table library.recipes add foreign key (current_id) references library.versions;
                """);
        seeder = new TenantSeeder(() -> server.connect("seeded"), List.of("shop", "library"), List.of(USER));
    }

    @Test
    void fillsEveryTableWithExactlyTheRowsAskedFor() throws SQLException {
        seeder.seedShared(7);
        Map<String, Map<String, Long>> rows = seeder.seedTenant(TENANT, 1_000);

        assertThat(rows.get("shop")).containsOnlyKeys("products", "moves");
        assertThat(rows.values().stream()
                        .flatMap(tables -> tables.values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1_000);
        assertThat(number("select count(*) from shop.moves"))
                .isEqualTo(rows.get("shop").get("moves"))
                .isGreaterThan(rows.get("shop").get("products"));
        assertThat(number("select count(*) from shop.cities")).isEqualTo(7);
    }

    @Test
    void closesTheCycleWithARowThatPointsBack() throws SQLException {
        seeder.seedShared(7);
        seeder.seedTenant(TENANT, 1_000);

        assertThat(number("select count(*) from library.recipes where current_id is null"))
                .isZero();
        assertThat(number("select count(*) from library.recipes r join library.versions v on v.id = r.current_id"
                        + " where v.recipe_id <> r.id"))
                .isZero();
    }

    @Test
    void growsATreeWhereATablePointsAtItself() throws SQLException {
        seeder.seedShared(7);
        seeder.seedTenant(TENANT, 1_000);

        assertThat(number("select count(*) from shop.products where parent_id is null"))
                .isEqualTo(3);
        assertThat(number("select count(distinct user_id) from shop.products")).isEqualTo(1);
    }

    @Test
    void twoTenantsDoNotMeet() throws SQLException {
        seeder.seedShared(7);
        seeder.seedTenant(TENANT, 500);
        seeder.seedTenant(OTHER, 500);

        assertThat(number("select count(*) from shop.products p join shop.products q on q.id = p.parent_id"
                        + " where p.tenant_id <> q.tenant_id"))
                .isZero();
        assertThat(number("select count(distinct tenant_id) from library.recipes"))
                .isEqualTo(2);
    }

    @Test
    void aSmallTenantStillHasARowInEveryTable() {
        seeder.seedShared(1);
        assertThat(seeder.seedTenant(TENANT, 1).get("library"))
                .containsEntry("recipes", 1L)
                .containsEntry("versions", 1L);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> seeder.seedTenant(TENANT, 100)).hasMessageContaining("shop.cities");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.connect("seeded");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = server.connect("seeded");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
