package io.tenantdeletion.orchestrator.console;

import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.tenantdeletion.orchestrator.progress.JobProgress;

/** Tells an open page that its job has changed; the page then reads what its viewer may see. */
@WebSocket(path = "/console/jobs/{job_id}/live")
public class JobSocket {

    private final JobProgress progress;

    JobSocket(JobProgress progress) {
        this.progress = progress;
    }

    @OnOpen
    Multi<String> open(WebSocketConnection connection) {
        return progress.watch(connection.userData().get(ConsoleUpgrade.JOB))
                .map(job -> job.status().toString())
                .onOverflow()
                .dropPreviousItems();
    }
}
