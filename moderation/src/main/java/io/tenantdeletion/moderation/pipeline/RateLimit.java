package io.tenantdeletion.moderation.pipeline;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Requester;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** How much one person may submit, counted in the database: the same whichever replica they meet. */
@ApplicationScoped
class RateLimit {

    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('moderation.' || cast($1 as text), 0))";
    private static final String COUNT = """
            select count(*) as made,
                   ceil(extract(epoch from min(submitted_at) - now()) + cast($2 as float8))::bigint as free_in
            from (select submitted_at from moderation.submissions
                  where submitted_by = $1 and part_of is null and submitted_at > now() - cast($2 as float8) * interval '1 second'
                  order by submitted_at desc limit $3) latest""";

    private final ModerationConfig config;

    RateLimit(ModerationConfig config) {
        this.config = config;
    }

    /** Fails with a 429 problem where it would be one too many. */
    Uni<Void> require(SqlConnection connection, Requester requester) {
        if (requester.moderator()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(requester.user().toString()))
                .chain(() -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(
                                requester.user(), (double) config.window().toSeconds(), config.submissions())))
                .invoke(rows -> require(rows.iterator().next()))
                .replaceWithVoid();
    }

    private void require(Row row) {
        if (row.getLong("made") >= config.submissions()) {
            throw new ProblemException(
                    ModerationProblem.RATE_LIMITED,
                    "At most " + config.submissions() + " in " + config.window().toSeconds() + " seconds.",
                    Map.of(),
                    Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, row.getLong("free_in")))));
        }
    }
}
