package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Users whose own deletion is under way or done: they are nobody's successors. */
@ApplicationScoped
public class LeavingUsers {

    private static final String AMONG = """
            select user_id from orchestrator.deletion_jobs
            where user_id = any($1) and (status in ('pending', 'in_progress', 'completed')
              or (status = 'failed' and purge_begun_at is not null))
            """;

    private static final String GOING_AMONG = """
            select user_id from orchestrator.deletion_jobs
            where user_id = any($1) and (status in ('in_progress', 'completed')
              or status = 'failed' and purge_begun_at is not null
              or status = 'pending' and approval in ('not_needed', 'approved') and due_at <= $2)
            """;

    private final Pool pool;
    private final Clock clock;

    LeavingUsers(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Those of these users. */
    public Uni<Set<UserId>> among(Collection<UserId> users) {
        return found(AMONG, Tuple.tuple().addArrayOfUUID(ids(users)));
    }

    /** The same without those who may yet stay, because theirs waits for its time or for an approval. */
    public Uni<Set<UserId>> goingAmong(Collection<UserId> users) {
        return found(
                GOING_AMONG, Tuple.tuple().addArrayOfUUID(ids(users)).addOffsetDateTime(OffsetDateTime.now(clock)));
    }

    private static UUID[] ids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(UUID[]::new);
    }

    private Uni<Set<UserId>> found(String query, Tuple values) {
        return pool.preparedQuery(query).execute(values).map(rows -> {
            Set<UserId> found = new HashSet<>();
            rows.forEach(row -> found.add(new UserId(row.getUUID("user_id"))));
            return found;
        });
    }
}
