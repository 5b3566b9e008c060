package io.tenantdeletion.services.app;

import static io.tenantdeletion.commons.test.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.migration.DeletionMigrations;
import io.tenantdeletion.commons.test.PlatformTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@Tag("long")
class ConcurrentStartIT {

    private static final int REPLICAS = 4;

    @Inject
    DeletionMigrations migrations;

    @Inject
    @FlywayDataSource("migration")
    Flyway flyway;

    @ConfigProperty(name = "pg.host")
    String host;

    @ConfigProperty(name = "pg.port")
    int port;

    @ConfigProperty(name = "pg.migration.user")
    String user;

    @ConfigProperty(name = "pg.migration.password")
    String password;

    @BeforeEach
    void anEmptyDatabase() {
        execute("create database concurrent_start owner migration");
    }

    @AfterEach
    void dropIt() {
        execute("drop database concurrent_start with (force)");
    }

    @Test
    void replicasStartedAtOnceAllSucceed() throws Exception {
        Configuration settings = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource("jdbc:postgresql://" + host + ":" + port + "/concurrent_start", user, password);

        Callable<Void> start = () -> {
            migrations.migrate(settings, List.of("orders", "pos"));
            return null;
        };
        ExecutorService replicas = Executors.newFixedThreadPool(REPLICAS);
        try {
            for (Future<Void> replica : replicas.invokeAll(
                    IntStream.range(0, REPLICAS).mapToObj(i -> start).toList())) {
                replica.get();
            }
        } finally {
            replicas.shutdownNow();
        }

        assertThat(tables(settings, "orders")).isEqualTo(7);
        assertThat(tables(settings, "pos")).isEqualTo(8);
        assertThat(tables(settings, "tenant_deletion")).isGreaterThan(1);
    }

    private static int tables(Configuration settings, String schema) throws SQLException {
        try (Connection connection = settings.getDataSource().getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, schema, "%", new String[] {"TABLE"})) {
            int count = 0;
            while (tables.next()) {
                count++;
            }
            return count;
        }
    }
}
