package io.tenantdeletion.services.app;

import static io.tenantdeletion.services.Database.run;
import static io.tenantdeletion.services.Database.strings;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class ConcurrentStartIT {

    private static final int REPLICAS = 4;

    @Inject
    Flyway flyway;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @BeforeEach
    void anEmptyDatabase() {
        run(database, "create database concurrent_start");
    }

    @AfterEach
    void dropIt() {
        run(database, "drop database concurrent_start with (force)");
    }

    @Test
    void replicasStartedAtOnceAllSucceed() throws Exception {
        Configuration settings = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(url.replaceFirst("/[^/]*$", "/concurrent_start"), "postgres", "postgres");

        Callable<Void> start = () -> {
            List.of("orders", "pos").forEach(new SchemaMigrations(settings)::migrate);
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

        assertThat(strings(settings.getDataSource(), """
                select schemaname || ' ' || count(*) from pg_tables
                where schemaname not in ('pg_catalog', 'information_schema') group by schemaname order by 1""")).containsExactly("orders 7", "pos 8");
    }
}
