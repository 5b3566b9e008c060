package io.tenantdeletion.orchestrator.job;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Users whose own deletion is under way: they count for nobody's successor. */
@ApplicationScoped
public class LeavingUsers {

    /**
     * How many are told to the tenant service at most; with more, tenants that need the others' names wait for them.
     */
    private static final int MOST = 1000;

    private static final String UNDER_WAY = """
            kind = 'user' and (status in ('pending', 'in_progress') or (status = 'failed' and purge_begun_at is not null))
            """;
    private static final String ALL =
            "select user_id from orchestrator.deletion_jobs where " + UNDER_WAY + " order by created_at desc limit $1";
    private static final String AMONG = "select user_id from orchestrator.deletion_jobs where user_id = any($1) and ("
            + UNDER_WAY + " or status = 'completed')";

    private final Pool pool;

    LeavingUsers(Pool pool) {
        this.pool = pool;
    }

    /** All of them, the newest first. */
    public Uni<List<UserId>> all() {
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(MOST))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new UserId(row.getUUID("user_id")))
                        .toList());
    }

    /** Those of these users whose deletion is under way or done. */
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
