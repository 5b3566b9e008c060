package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
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

    private final Pool pool;

    LeavingUsers(Pool pool) {
        this.pool = pool;
    }

    /** Those of these users. */
    public Uni<Set<UserId>> among(Collection<UserId> users) {
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        return pool.preparedQuery(AMONG)
                .execute(Tuple.tuple().addArrayOfUUID(ids))
                .map(rows -> {
                    Set<UserId> found = new HashSet<>();
                    rows.forEach(row -> found.add(new UserId(row.getUUID("user_id"))));
                    return found;
                });
    }
}
