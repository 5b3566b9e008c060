package io.tenantdeletion.commons.purge;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.observe.Observation;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.PlanDraft;
import io.tenantdeletion.commons.plan.Planner;
import io.tenantdeletion.commons.prepare.SqlState;
import io.tenantdeletion.commons.prepare.StatementTimeouts;
import io.tenantdeletion.commons.prepare.SubjectSession;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/** Purges as {@link Purger} does, but by any plan, in any mode and of any size; blocking, for tests only. */
@ApplicationScoped
public class TestPurges {

    private static final StatementTimeouts TIMEOUTS =
            new StatementTimeouts(Duration.ofMillis(500), Duration.ofSeconds(60));

    private final SubjectSession sessions;
    private final Observation observation;

    TestPurges(SubjectSession sessions, Observation observation) {
        this.sessions = sessions;
        this.observation = observation;
    }

    /**
     * How to purge.
     *
     * @param partRows the most rows of a part
     * @param budget of a call
     * @param withoutRowChecks whether PostgreSQL's own checks of foreign keys are off
     */
    public record PurgeMode(int partRows, Duration budget, boolean withoutRowChecks) {}

    /**
     * What a call did.
     *
     * @param checks the word for how foreign keys were checked
     * @param jobCounts what the job has removed so far
     */
    public record Call(boolean isComplete, Map<TableName, Long> removed, String checks, Map<String, Long> jobCounts) {}

    /**
     * One call.
     *
     * @param rewriting what happens to every statement before it is run
     */
    public Call purge(
            SqlStatements sql,
            TenantDataDeletionService service,
            UUID tenant,
            PurgeMode mode,
            UUID job,
            UnaryOperator<String> rewriting) {
        Subject subject = Subject.of(new TenantId(tenant));
        return purge(sql, service, subject, mode, new Keeping(job, Optional.empty()), rewriting);
    }

    /**
     * What a purge is part of.
     *
     * @param terms on which what it removes is kept
     */
    public record Keeping(UUID job, Optional<RestoreWindow> terms) {}

    /** As the other one, with a restore log where it is asked for. */
    public Call purge(
            SqlStatements sql,
            TenantDataDeletionService service,
            Subject subject,
            PurgeMode mode,
            Keeping keeping,
            UnaryOperator<String> rewriting) {
        return await(sessions.forSubject(
                        TIMEOUTS,
                        session -> new PurgeTransaction(
                                        rewriting(session, rewriting), service, subject, observation.of(subject.noun()))
                                .run(
                                        sql,
                                        mode.partRows(),
                                        mode.withoutRowChecks(),
                                        new TimeBudget(Clock.systemUTC(), mode.budget()),
                                        Optional.of(new JobId(keeping.job())),
                                        keeping.terms()))
                .map(outcome -> new Call(
                        outcome.progress().isComplete(),
                        outcome.progress().removed(),
                        outcome.checks(),
                        outcome.jobCounts().orElseThrow())));
    }

    private static Mutiny.Session rewriting(Mutiny.Session session, UnaryOperator<String> rewriting) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("createNativeQuery")) {
                arguments[0] = rewriting.apply((String) arguments[0]);
            }
            return method.invoke(session, arguments);
        };
        return (Mutiny.Session) Proxy.newProxyInstance(
                Mutiny.Session.class.getClassLoader(), new Class<?>[] {Mutiny.Session.class}, handler);
    }

    /** What ended a call, in a word: {@code guard, blocked, deadlock, wait, permission}, or else the failure itself. */
    public static String refusal(Throwable failure) {
        if (References.areLeft(failure)) {
            return "blocked";
        }
        if (SqlState.DEADLOCK_DETECTED.caused(failure)) {
            return "deadlock";
        }
        if (SqlState.INSUFFICIENT_PRIVILEGE.caused(failure)) {
            return "permission";
        }
        String type =
                failure instanceof ProblemException problem ? problem.type().slug() : "";
        return switch (type) {
            case "purge-guard" -> "guard";
            case "purge-blocked" -> "blocked";
            case "purge-waits", "purge-busy" -> "wait";
            default -> String.valueOf(failure);
        };
    }

    /** The plan of a schema as the catalog is now, whose tables with a column name their tenant {@code tenant_id}. */
    public static PlanDraft draft(Pool pool, String schema, Map<String, Ownership> tables) {
        Map<TableName, Ownership> ownerships = new HashMap<>();
        tables.forEach((table, ownership) -> ownerships.put(new TableName(schema, table), ownership));
        return Planner.draft(
                await(CatalogReader.read(pool, Set.of(schema))),
                new OwnershipMap(SubjectKind.TENANT, "tenant_id", ownerships));
    }

    /** Waits for the end of the work. */
    public static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
