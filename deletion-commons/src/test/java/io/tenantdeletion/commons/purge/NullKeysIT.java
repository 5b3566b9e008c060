package io.tenantdeletion.commons.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that others refer to by a unique key that may be NULL, and is in most of them. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class NullKeysIT {

    private static final String TABLES = """
            create schema nulls; grant usage on schema nulls to purge;
            create table nulls.parents (%s, tenant_id uuid not null, code text unique);
            create index on nulls.parents (tenant_id);
            create table nulls.children (id bigint primary key, code text not null references nulls.parents (code));
            create index on nulls.children (code);
            insert into nulls.parents
              select i, t, case when i %% 3 = 0 then i || ' of ' || t end
              from generate_series(1, 25) i, unnest(array['%s', '%s']::uuid[]) t;
            insert into nulls.children select row_number() over (), code from nulls.parents where code is not null""";

    @Inject
    TestPurges purges;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    private final UUID tenant = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();

    @AfterEach
    void drop() {
        TestDatabase.execute("drop schema nulls cascade");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id int, primary key (id, tenant_id) | 7 | true",
                "id int, primary key (id, tenant_id) | 7 | false",
                "id int, primary key (id, tenant_id) | 100 | true",
                "id int not null, unique (tenant_id, id) | 7 | true",
            })
    void goAndNobodyElses(String key, int partRows, boolean withoutRowChecks) {
        TestDatabase.execute(TABLES.formatted(key, tenant, neighbour));
        List<String> othersBefore = rowsOf(neighbour);
        UUID job = UUID.randomUUID();
        PurgeMode mode = new PurgeMode(partRows, Duration.ofMinutes(1), withoutRowChecks);

        TestPurges.Call call =
                purges.purge(new SqlStatements(plan()), () -> "nulls", tenant, mode, job, UnaryOperator.identity());

        assertThat(call.isComplete()).isTrue();
        assertThat(call.jobCounts()).isEqualTo(Map.of("parents", 25L, "children", 8L));
        assertThat(rowsOf(tenant)).isEmpty();
        assertThat(rowsOf(neighbour)).isEqualTo(othersBefore);
    }

    private Plan plan() {
        Ownership owned = new Ownership.Owned("", "");
        return TestPurges.draft(pool, "nulls", Map.of("parents", owned, "children", owned))
                .requireValid();
    }

    private static List<String> rowsOf(UUID tenant) {
        return TestDatabase.query("select p::text from nulls.parents p where tenant_id = '" + tenant
                + "' union all select c::text from nulls.children c where code like '% of " + tenant + "' order by 1");
    }
}
