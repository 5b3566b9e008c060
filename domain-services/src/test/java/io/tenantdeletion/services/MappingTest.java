package io.tenantdeletion.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.ExpectedTables.Way;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MappingTest {

    private static final List<JavaClass> ENTITIES = new ClassFileImporter()
            .importPackages("io.tenantdeletion.services").stream()
                    .filter(type -> type.isAnnotatedWith(Entity.class))
                    .toList();

    @Test
    void everyTableIsMappedOnce() {
        assertThat(ENTITIES.stream().map(MappingTest::tableOf)).doesNotHaveDuplicates();
        assertThat(ENTITIES.stream().map(MappingTest::tableOf).filter(ExpectedTables::isInTheirSchemas))
                .containsExactlyInAnyOrderElementsOf(ExpectedTables.all().keySet());
    }

    @Test
    void exactlyTheSharedTablesAreMarkedAsShared() {
        assertThat(ENTITIES.stream()
                        .filter(type -> type.isAnnotatedWith(SharedData.class))
                        .map(MappingTest::tableOf)
                        .filter(ExpectedTables::isInTheirSchemas))
                .containsExactlyInAnyOrderElementsOf(ExpectedTables.thatReachTheirTenantBy(Way.SHARED));
    }

    @Test
    void everyOtherTableIsMarkedAsTenantData() {
        assertThat(ENTITIES.stream().filter(type -> !type.isAnnotatedWith(SharedData.class)))
                .allMatch(type -> type.isAnnotatedWith(TenantData.class));
    }

    @Test
    void exactlyTheTablesOfUsersAreMarkedAsUserData() {
        assertThat(ENTITIES.stream()
                        .filter(type -> type.isAnnotatedWith(UserData.class))
                        .map(MappingTest::tableOf)
                        .filter(ExpectedTables::isInTheirSchemas))
                .containsExactlyInAnyOrder(
                        "forecasting.forecasts",
                        "training.training_jobs",
                        "training.trained_models",
                        "training.model_versions",
                        "training.model_metrics",
                        "notifications.notifications",
                        "notifications.notification_preferences",
                        "notifications.notification_logs");
    }

    @Test
    void everyAuditLogIsAnonymized() {
        assertThat(ENTITIES.stream()
                        .filter(type -> tableOf(type).endsWith(".audit_logs"))
                        .map(type -> type.reflect().getAnnotation(UserData.class)))
                .hasSizeGreaterThanOrEqualTo(12)
                .allMatch(mark -> mark != null && mark.anonymize());
    }

    @Test
    void aContextHasOneSchema() {
        Map<String, Set<String>> schemas = ENTITIES.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        Collectors.mapping(
                                type -> type.getAnnotationOfType(Table.class).schema(), Collectors.toSet())));

        assertThat(schemas).allSatisfy((context, its) -> assertThat(its).hasSize(1));
        assertThat(schemas.values().stream().flatMap(Set::stream))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(12);
    }

    /** Those that entities map. */
    static Set<String> tables() {
        return ENTITIES.stream().map(MappingTest::tableOf).collect(Collectors.toSet());
    }

    private static String tableOf(JavaClass entity) {
        Table table = entity.getAnnotationOfType(Table.class);
        return table.schema() + "." + table.name();
    }
}
