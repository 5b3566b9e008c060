package io.tenantdeletion.commons.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.fence.TestFences;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.purge.TestPurges;
import io.tenantdeletion.commons.purge.TestPurges.Call;
import io.tenantdeletion.commons.purge.TestPurges.PurgeMode;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.tenantdeletion.commons.verify.TestVerifications;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Deletes tenants of a made-up schema and compares everything with what should be. */
final class RandomTenants {

    /** Of so many calls after one it is looked whether every key is in order. */
    private static final int CHECKED = 4;

    private final RandomSchema schema;
    private final SchemaDatabase database;
    private final Plan plan;

    RandomTenants(RandomSchema schema, SchemaDatabase database, Plan plan) {
        this.schema = schema;
        this.database = database;
        this.plan = plan;
    }

    /** Deletes it and has it verified; behind a fence, the keys of what went are kept until then. */
    void delete(int tenant, TestPurges purges, TestVerifications verifications, PurgeMode mode, boolean isFenced) {
        Map<TableName, Long> there = database.counts(tenant);
        Map<TableName, List<String>> others = database.othersWithout(tenant);
        UUID subject = UUID.randomUUID();
        TenantDataDeletionService service = service(schema, tenant);
        String what = "tenant " + tenant + ", " + mode + (isFenced ? ", fenced" : "") + ", plan\n" + plan;
        if (isFenced) {
            TestFences.fence(service.serviceName(), subject, () -> {});
        }
        assertThat(verifications
                        .verify(plan.catalog(), schema.ownerships(), service, subject)
                        .residual()
                        .isEmpty())
                .as("nothing is there of " + what)
                .isEqualTo(total(there) == 0);

        Map<TableName, Long> removed = new TreeMap<>();
        Call call = purge(tenant, purges, subject, mode, removed, total(there));

        assertThat(call.checks()).isEqualTo(mode.withoutRowChecks() ? "set" : "row");
        assertThat(database.counts(tenant).values()).as("left of " + what).containsOnly(0L);
        assertThat(removed).as("counted of " + what).isEqualTo(there);
        assertThat(call.jobCounts()).as("ledger of " + what).isEqualTo(labelled(there));
        database.others(tenant)
                .forEach((table, rows) ->
                        assertThat(rows).as(table + " without " + what).isEqualTo(others.get(table)));
        assertThat(database.violatedKeys()).as("keys violated after " + what).isEmpty();
        assertThat(verifications.verify(plan.catalog(), schema.ownerships(), service, subject))
                .as("verified of " + what)
                .matches(TestVerifications.Found::isNothing);
        assertThat(database.query("select part from tenant_deletion.removed_keys where service = 'random'"))
                .as("keys kept of " + what)
                .isEmpty();
        TestVerifications.forget(service);
    }

    private Call purge(
            int tenant, TestPurges purges, UUID subject, PurgeMode mode, Map<TableName, Long> removed, long rows) {
        SqlStatements sql = new SqlStatements(plan);
        UUID job = UUID.randomUUID();
        for (long calls = 0; calls < 10 + 2 * rows; calls++) {
            Call call = purges.purge(sql, service(schema, tenant), subject, mode, job, UnaryOperator.identity());
            if (calls % CHECKED == 0) {
                assertThat(database.violatedKeys())
                        .as("keys violated between calls")
                        .isEmpty();
            }
            call.removed().forEach((table, count) -> removed.merge(table, count, Long::sum));
            if (call.isComplete()) {
                return call;
            }
        }
        throw new AssertionError("tenant " + tenant + " by " + mode + " comes to no end");
    }

    private Map<String, Long> labelled(Map<TableName, Long> counts) {
        Map<String, Long> labelled = new HashMap<>();
        counts.forEach((table, rows) -> labelled.merge(plan.label(table), rows, Long::sum));
        return labelled;
    }

    private static long total(Map<TableName, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A service whose tenants have other values in its tables than their ids. */
    static TenantDataDeletionService service(RandomSchema schema, int tenant) {
        return new TenantDataDeletionService() {

            @Override
            public String pathName() {
                return "random";
            }

            @Override
            public String columnValue(TenantId id) {
                return schema.tenants().get(tenant);
            }

            @Override
            public String columnValue(UserId id) {
                return schema.tenants().get(tenant);
            }
        };
    }
}
