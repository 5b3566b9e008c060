package io.tenantdeletion.orchestrator.console;

import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.orchestrator.progress.JobProgress;

/**
 * Tells an open page that some job has changed; the page then reads what its viewer may see. Whoever is slow misses
 * changes, and reads what has come of them all the same.
 */
@WebSocket(path = "/console/live")
public class ChangesSocket {

    private final JobProgress progress;

    ChangesSocket(JobProgress progress) {
        this.progress = progress;
    }

    @OnOpen
    Multi<String> open() {
        return progress.changes().map(Object::toString);
    }
}
