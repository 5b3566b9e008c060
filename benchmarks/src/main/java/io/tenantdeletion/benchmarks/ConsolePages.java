package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.Text;
import io.tenantdeletion.quickstart.TextTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/** How long the console's pages take with many jobs, tenants and audit lines in the store. */
final class ConsolePages {

    static final double MOST_MILLISECONDS = 200;

    private static final int WARM_UP = 30;
    private static final int VISITS = 50;
    private static final UUID ONE_JOB = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final List<String> PAGES = List.of(
            "overview",
            "jobs",
            "jobs?sort=tenant_name",
            "jobs?sort=-completed_at&status=completed",
            "jobs?status=failed",
            "jobs?page=400",
            "jobs/" + ONE_JOB,
            "approvals",
            "delete-tenant",
            "delete-tenant?q=bakery+99&sort=-created_at",
            "tenants",
            "services",
            "limits",
            "audit",
            "audit?sort=actor",
            "audit?page=150");

    /** Twelve services and the tenant service in three phases each, as jobs of the platform have them. */
    private static final String JOBS = """
            set session_replication_role = replica;
            insert into orchestrator.deletion_jobs (job_id, tenant_id, kind, tenant_name, requested_as, status, due_at,
              created_at, started_at, completed_at, changed_by, requested_by, approval, approval_until)
            select case n when 1 then '%2$s'::uuid else gen_random_uuid() end, gen_random_uuid(), 'tenant',
              'Bakery ' || n, 'service',
              case when n %% 20 = 0 then 'failed' when n %% 50 = 1 and n > 1 then 'pending' else 'completed' end,
              now() + interval '30 days', now() - n * interval '1 minute', now() - n * interval '1 minute',
              now() - n * interval '50 seconds', 'orchestrator', 'service:' || n %% 10,
              case when n %% 100 = 51 then 'waiting' else 'not_needed' end, now() + n * interval '1 minute'
            from generate_series(1, %1$d) n;
            insert into orchestrator.deletion_steps (job_id, phase, service, position, status, attempts, progress,
              deleted_counts, started_at, completed_at)
            select job_id, phase, 'service' || s, row_number() over (partition by job_id order by phase, s), 'completed', 1, 1,
              case phase when 'purge' then jsonb_build_object('first', s * 10, 'second', s * 100) else '{}' end,
              created_at, completed_at
            from orchestrator.deletion_jobs, unnest(array['prepare', 'purge', 'verify']) phase, generate_series(1, 13) s
            where requested_by like 'service:_';
            set session_replication_role = default;
            select count(orchestrator.append_audit(gen_random_uuid(), now(), 'service:' || n %% 10, null, 'test.line',
              gen_random_uuid(), gen_random_uuid(), 'done', null, '{}')) from generate_series(1, %1$d) n""";

    private static final String TENANTS = """
            insert into tenant.tenants (id, name, owner_id, status)
            select gen_random_uuid(), 'Bakery ' || n, gen_random_uuid(), 'active' from generate_series(1, %d) n""";

    private final Platform platform;
    private final Console console;

    ConsolePages(Platform platform, Console console) {
        this.platform = platform;
        this.console = console;
    }

    /** Returns whether every page comes in time. */
    boolean run(int jobs) {
        console.status(String.format(Locale.ROOT, "writing %,d jobs, tenants and audit lines", jobs));
        execute(Platform.ORCHESTRATOR_DATABASE, JOBS.formatted(jobs, ONE_JOB));
        execute(Platform.TENANT_DATABASE, TENANTS.formatted(jobs));
        new Housekeeping(platform.postgres()).tidy();
        ConsoleVisitor admin = new ConsoleVisitor(platform.orchestrator().url(), BakeryRealm.ADMIN);
        TextTable table = new TextTable("page", "visits", "median", "p95", "most");
        boolean held = true;
        for (String page : PAGES) {
            console.status(page);
            IntStream.range(0, WARM_UP).forEach(visit -> admin.open("/console/" + page));
            Times times = Times.of(IntStream.range(0, VISITS)
                    .mapToObj(visit -> admin.open("/console/" + page))
                    .toList());
            table.row(page, Text.count(VISITS), whole(times.median()), whole(times.percentile(95)), whole(times.max()));
            held &= times.median() <= MOST_MILLISECONDS;
        }
        console.heading(String.format(Locale.ROOT, "Pages of the console with %,d jobs (milliseconds)", jobs));
        console.table(table);
        console.check(held, "every page within " + whole(MOST_MILLISECONDS) + " ms, by the median");
        return held;
    }

    private void execute(String database, String sql) {
        try (Connection connection = platform.postgres().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String whole(double number) {
        return Text.count(Math.round(number));
    }
}
