package io.tenantdeletion.orchestrator.mail;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who is to be told, and who was, in PostgreSQL. */
@ApplicationScoped
class MailStore {

    private static final String OWNER = "select owner_id from orchestrator.deletion_jobs where job_id = $1";
    private static final String FORGET_OWNER = """
            update orchestrator.deletion_jobs j set owner_id = null
            where job_id = $1 and owner_id is not null and ($2 or restore_log in ('none', 'destroyed') and not exists (
              select from orchestrator.certificates_due d where d.job_id = j.job_id
              union all
              select from orchestrator.certificates c where c.job_id = j.job_id))
            """;
    private static final String OUTCOMES =
            "select recipient, refused from orchestrator.mail_outcomes where event_id = $1";
    private static final String SERVED = """
            insert into orchestrator.mail_outcomes (event_id, recipient, refused) values ($1, $2, $3)
            on conflict do nothing
            """;
    /** Those of jobs that ended so long ago that no mail waits any longer. */
    private static final String CLEAN_OWNERS = """
            update orchestrator.deletion_jobs set owner_id = null
            where owner_id is not null and status in ('completed', 'cancelled', 'rolled_back')
              and completed_at < now() - make_interval(secs => $1)
            """;

    private static final String CLEAN_OUTCOMES =
            "delete from orchestrator.mail_outcomes where at < now() - make_interval(secs => $1)";

    private final Pool pool;

    MailStore(Pool pool) {
        this.pool = pool;
    }

    /** Who owned a job's tenant when it was asked for; empty where nobody knows, or has to know any more. */
    Uni<Optional<UserId>> owner(JobId job) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(job.value()))
                .map(rows -> rows.stream()
                        .map(row -> row.getUUID("owner_id"))
                        .filter(owner -> owner != null)
                        .map(UserId::new)
                        .findFirst());
    }

    /**
     * Nobody has to know any more who owned a job's tenant, unless a mail about its certificate is to come.
     *
     * @param certified whether that one was sent, too
     */
    Uni<Void> forgetOwner(JobId job, boolean certified) {
        return pool.preparedQuery(FORGET_OWNER)
                .execute(Tuple.of(job.value(), certified))
                .replaceWithVoid();
    }

    /**
     * Which recipients of an event's mail are done with: by role, with the reason where the mail was refused, or "".
     */
    Uni<Map<String, String>> outcomes(UUID event) {
        return pool.preparedQuery(OUTCOMES).execute(Tuple.of(event)).map(rows -> {
            Map<String, String> outcomes = new HashMap<>();
            rows.forEach(row -> outcomes.put(
                    row.getString("recipient"),
                    Optional.ofNullable(row.getString("refused")).orElse("")));
            return outcomes;
        });
    }

    /** A recipient is done with. */
    Uni<Void> served(UUID event, String role, String refused) {
        return pool.preparedQuery(SERVED)
                .execute(Tuple.of(event, role, refused))
                .replaceWithVoid();
    }

    /** Forgets what no mail needs any more: after so many seconds. */
    Uni<Void> clean(long owners, long outcomes) {
        return pool.preparedQuery(CLEAN_OWNERS)
                .execute(Tuple.of((double) owners))
                .chain(() -> pool.preparedQuery(CLEAN_OUTCOMES).execute(Tuple.of((double) outcomes)))
                .replaceWithVoid();
    }
}
