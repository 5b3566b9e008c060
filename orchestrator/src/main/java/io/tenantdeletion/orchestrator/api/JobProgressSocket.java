package io.tenantdeletion.orchestrator.api;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.orchestrator.progress.JobProgress;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A job's status, once and at each change, until it has ended; {@link ProgressUpgrade} says who may. Whoever reads
 * slowly gets the newest status and misses those between.
 */
@WebSocket(path = JobProgressSocket.PATH)
public class JobProgressSocket {

    static final String PATH = DeletionJobResource.PATH + "/{job_id}/progress";

    private static final Logger LOG = Logger.getLogger(JobProgressSocket.class);
    private static final TypedKey<Cancellable> WATCHING = new TypedKey<>("watching");

    /** Whoever has taken nothing for so long is not there any more. */
    private static final Duration STALLED = Duration.ofMinutes(1);

    private static final int ENDED = 1000;
    private static final int FAILED = 1011;

    private final JobProgress progress;
    private final JobResponses responses;

    JobProgressSocket(JobProgress progress, JobResponses responses) {
        this.progress = progress;
        this.responses = responses;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        JobPermissions caller = connection.userData().get(ProgressUpgrade.STANDING);
        Cancellable watching = progress.watch(connection.userData().get(ProgressUpgrade.JOB))
                .map(job -> responses.status(job, caller))
                // The next one is asked for when this one is on its way.
                .onItem()
                .transformToUniAndConcatenate(status ->
                        connection.sendText(status).ifNoItem().after(STALLED).fail())
                .onItem()
                .ignoreAsUni()
                .subscribe()
                .with(
                        nothing -> close(connection, new CloseReason(ENDED, "The job has ended")),
                        failure -> close(connection, new CloseReason(FAILED, "The job cannot be watched any longer")));
        connection.userData().put(WATCHING, watching);
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> close(WebSocketConnection connection) {
        Cancellable watching = connection.userData().get(WATCHING);
        if (watching != null) {
            watching.cancel();
        }
        return Uni.createFrom().voidItem();
    }

    private static void close(WebSocketConnection connection, CloseReason reason) {
        if (connection.isOpen()) {
            connection
                    .close(reason)
                    .subscribe()
                    .with(closed -> {}, failure -> LOG.debugf("Closed already: %s", failure.getMessage()));
        }
    }
}
