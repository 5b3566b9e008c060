package io.tenantdeletion.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import io.tenantdeletion.services.attractions.Catalogue;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class MappedColumnsIT {

    @Inject
    Mutiny.SessionFactory sessions;

    @BeforeEach
    @AfterEach
    void noRows() {
        TestDatabase.execute("truncate " + String.join(", ", MappingTest.tables()));
        TestDatabase.execute("truncate moderation.submissions cascade");
    }

    @Test
    void everyEntityReadsARowOfItsTable() throws Throwable {
        TenantSeeder seeder = new TenantSeeder(TestDatabase::connect, schemas(), List.of());
        seeder.seedShared(10);
        seeder.seedTenant(UUID.randomUUID(), 1_000);
        Catalogue.make();

        for (EntityPersister entity : entities()) {
            List<?> rows = VertxContextSupport.subscribeAndAwait(() -> sessions.withSession(
                    session -> session.createQuery("from " + entity.getEntityName(), entity.getMappedClass())
                            .setMaxResults(1)
                            .getResultList()));
            assertThat(rows).as(entity.getTableName()).hasSize(1);
        }
    }

    @Test
    void everyColumnIsMapped() {
        for (EntityPersister entity : entities()) {
            assertThat(TestDatabase.query("select attname from pg_attribute where attnum > 0 and not attisdropped"
                            + " and attrelid = '" + entity.getTableName() + "'::regclass"))
                    .as(entity.getTableName())
                    .hasSize(1 + entity.getPropertyNames().length);
        }
    }

    private List<EntityPersister> entities() {
        return ((MappingMetamodel) sessions.getMetamodel())
                .streamEntityDescriptors()
                .toList();
    }

    private static List<String> schemas() {
        return MappingTest.tables().stream()
                .map(table -> table.split("\\.")[0])
                .distinct()
                .filter(schema -> !schema.equals("attractions"))
                .toList();
    }
}
