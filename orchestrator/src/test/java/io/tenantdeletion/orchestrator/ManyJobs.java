package io.tenantdeletion.orchestrator;

import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** So many jobs that a query which reads all of them is seen in its plan. */
public final class ManyJobs {

    private static final String MADE_BY = "a test of plans";

    private ManyJobs() {}

    /** Writes down 10,000. */
    public static void fill() {
        // As wide as jobs are; without triggers, because nobody has to be told of these.
        TestDatabase.execute("""
                set session_replication_role = replica;
                insert into orchestrator.deletion_jobs (job_id, tenant_id, kind, requested_as, status, due_at, created_at,
                  completed_at, tenant_name, reason, changed_by, requested_by, expected)
                select gen_random_uuid(), gen_random_uuid(), 'tenant', 'service', 'completed', now(),
                  now() - make_interval(mins => n), now() - make_interval(secs => n), 'Bakery ' || md5(n::text), '%1$s',
                  'orchestrator', 'orchestrator',
                  (select jsonb_object_agg('service' || s, jsonb_build_object('rows', n * s, 'plan', md5(s::text)))
                   from generate_series(1, 13) s)
                from generate_series(1, 10000) n;
                insert into orchestrator.deletion_grants (job_id, actor, tenants, at)
                select job_id, requested_by, 1, created_at from orchestrator.deletion_jobs where reason = '%1$s'
                """.formatted(MADE_BY));
        vacuum("deletion_jobs");
        vacuum("deletion_grants");
    }

    /** Until nearly all of it is known to be visible to everybody, which a transaction that is under way prevents. */
    private static void vacuum(String table) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            TestDatabase.execute("vacuum analyze orchestrator." + table);
            return TestDatabase.query("select relallvisible >= 0.95 * relpages from pg_class"
                            + " where oid = 'orchestrator." + table + "'::regclass")
                    .equals(List.of("t"));
        });
    }

    /** Leaves nothing of them. */
    public static void remove() {
        TestDatabase.execute("""
                set session_replication_role = replica;
                delete from orchestrator.deletion_grants where job_id in (
                  select job_id from orchestrator.deletion_jobs where reason = '%1$s');
                delete from orchestrator.deletion_jobs where reason = '%1$s'
                """.formatted(MADE_BY));
    }

    /** How the database would answer. */
    public static String plan(Pool pool, String sql, Tuple values) {
        StringBuilder plan = new StringBuilder();
        pool.preparedQuery("explain " + sql)
                .execute(values)
                .await()
                .atMost(Duration.ofSeconds(10))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }
}
