package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A database transaction that others wait for, one element of {@code waiting_for}.
 *
 * @param pid of the database session it runs on; 0 of a prepared transaction, which has none
 * @param applicationName what the session calls itself; empty where it does not say, null of a prepared transaction
 * @param since when the transaction began; null where the service's database role may not see it
 * @param gid the name of a prepared transaction; absent of any other
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // written as a member of a problem, which a native image cannot see
public record BlockingTransaction(
        int pid,
        String applicationName,
        Instant since,
        @JsonInclude(JsonInclude.Include.NON_NULL) String gid) {

    /** A transaction that runs on a session. */
    public BlockingTransaction(int pid, String applicationName, Instant since) {
        this(pid, applicationName, since, null);
    }

    /** A prepared transaction, which no session holds. */
    public static BlockingTransaction prepared(String gid, Instant since) {
        return new BlockingTransaction(0, null, since, gid);
    }
}
