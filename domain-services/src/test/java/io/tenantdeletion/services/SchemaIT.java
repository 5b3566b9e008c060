package io.tenantdeletion.services;

import static io.tenantdeletion.commons.test.TestDatabase.query;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.services.ExpectedTables.Way;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class SchemaIT {

    private static final Map<String, Way> EXPECTED = ExpectedTables.all();

    private static final String SCHEMAS = EXPECTED.keySet().stream()
            .map(table -> "'" + table.split("\\.")[0] + "'")
            .distinct()
            .collect(joining(",", "(", ")"));

    @Test
    void exactlyTheExpectedTablesExist() {
        assertThat(query("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema', 'tenant_deletion')
                  and table_name <> 'flyway_schema_history'
                  and table_schema in """ + SCHEMAS)).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    }

    @Test
    void everyTableHasAnEntityAndEveryEntityItsTable() {
        List<String> migrated = query("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema', 'tenant_deletion', 'moderation')
                  and table_name <> 'flyway_schema_history'""");
        Set<String> mapped = MappingTest.tables();
        Set<String> declared = Stream.concat(mapped.stream(), declared()).collect(Collectors.toSet());

        assertThat(migrated)
                .as("migrated, but no entity maps them: add one and mark it, or name it in deletion.tables")
                .isSubsetOf(declared);
        assertThat(mapped)
                .as("mapped, but not migrated: db/migration/<schema> lacks them")
                .isSubsetOf(migrated);
    }

    /** Tables that no entity maps and configuration speaks of. */
    private static Stream<String> declared() {
        return StreamSupport.stream(
                        ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith("deletion.tables.\""))
                .map(key -> key.split("\"")[1]);
    }

    @Test
    void exactlyTheTablesThatAreMeantToNameTheirTenant() {
        assertThat(query("""
                select table_schema || '.' || table_name from information_schema.columns
                where column_name = 'tenant_id' and is_nullable = 'NO' and data_type = 'uuid'
                  and table_schema in """ + SCHEMAS))
                .containsExactlyInAnyOrderElementsOf(ExpectedTables.thatReachTheirTenantBy(Way.COLUMN));
    }

    @Test
    void everyOtherTableHasAParentItCannotBeWithout() {
        assertThat(query("""
                select distinct conrelid::regclass::text from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] and a.attnotnull
                where c.contype = 'f'""")).containsAll(ExpectedTables.thatReachTheirTenantBy(Way.PARENT));
    }

    @Test
    void everyForeignKeyForbidsAWrongOrder() {
        assertThat(query("""
                select conname from pg_constraint
                where contype = 'f' and (confdeltype <> 'a' or condeferrable or cardinality(conkey) <> 1)
                  and connamespace in (select oid from pg_namespace where nspname in """ + SCHEMAS + ")")).isEmpty();
    }

    @Test
    void everyWayToATenantOrAUserIsIndexed() {
        assertThat(query("""
                select a.attrelid::regclass || '.' || a.attname from pg_attribute a
                join pg_class t on t.oid = a.attrelid and t.relkind = 'r'
                join pg_namespace n on n.oid = t.relnamespace and n.nspname in %s
                where (a.attname in ('tenant_id', 'user_id', 'actor_id') or exists (select from pg_constraint c
                       where c.conrelid = a.attrelid and c.contype = 'f' and a.attnum = any (c.conkey)))
                  and not exists (select from pg_index i
                       where i.indrelid = a.attrelid and i.indkey[0] = a.attnum and i.indpred is null)""".formatted(SCHEMAS))).isEmpty();
    }
}
