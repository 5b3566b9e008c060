package io.tenantdeletion.commons.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call whose time is over with the last step has not looked yet whether something is left. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LastLookIT {

    private static final PurgeMode NO_TIME = new PurgeMode(1000, Duration.ZERO, true);

    @Inject
    TestPurges purges;

    @Inject
    @ReactiveDataSource("purge")
    Pool pool;

    private final UUID tenant = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void fill() {
        TestDatabase.execute("create schema late; grant usage on schema late to purge;"
                + " create table late.first (tenant_id uuid not null); create index on late.first (tenant_id);"
                + " create table late.last (tenant_id uuid not null); create index on late.last (tenant_id);"
                + " insert into late.last values ('" + tenant + "')");
    }

    @AfterEach
    void drop() {
        TestDatabase.execute("drop schema late cascade");
    }

    @Test
    void isNotDoneWhereARowCameWhenItsTableHadHadItsTurn() {
        AtomicBoolean hasWritten = new AtomicBoolean();
        UnaryOperator<String> lateWriter = statement -> {
            if (statement.contains("delete from \"late\".\"last\"") && !hasWritten.getAndSet(true)) {
                TestDatabase.execute("insert into late.first values ('" + tenant + "')");
            }
            return statement;
        };

        assertThat(purge(lateWriter).isComplete()).isFalse();
        assertThat(purge(UnaryOperator.identity()).jobCounts()).isEqualTo(Map.of("first", 1L, "last", 1L));
    }

    private TestPurges.Call purge(UnaryOperator<String> rewriting) {
        Ownership owned = new Ownership.Owned("", "");
        SqlStatements sql = new SqlStatements(TestPurges.draft(pool, "late", Map.of("first", owned, "last", owned))
                .requireValid());
        return purges.purge(sql, () -> "late", tenant, NO_TIME, job, rewriting);
    }
}
