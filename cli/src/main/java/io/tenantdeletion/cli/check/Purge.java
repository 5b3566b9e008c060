package io.tenantdeletion.cli.check;

import static io.tenantdeletion.cli.check.MismatchException.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.cli.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One purge: the deleting call, repeated until nothing is left. */
final class Purge {

    /** As the platform gives up on a service that says again and again that it is not done, and does nothing. */
    private static final int MAX_IDLE = 10;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Service service;
    private final Subject subject;
    private final Instant end;
    private final Map<String, Long> removed = new TreeMap<>();
    private int calls;
    private int idle;

    Purge(Service service, Subject subject, Instant end) {
        this.service = service;
        this.subject = subject;
        this.end = end;
    }

    /** Rows removed per table, by all calls. */
    Map<String, Long> run() {
        while (true) {
            Http.Answer answer = service.call("DELETE", subject.path());
            Map<String, Long> counts = Bodies.deletion(answer, subject);
            calls++;
            counts.forEach((table, rows) -> removed.merge(table, rows, Long::sum));
            requireJobCounts(answer.body().path("summary"));
            if (answer.status() == 200) {
                return removed;
            }
            boolean waits = answer.body().path("waiting").isTextual();
            idle = waits || Bodies.sum(counts) > 0 ? 0 : idle + 1;
            require(idle < MAX_IDLE, MAX_IDLE + " times in a row: not complete, and no row removed");
            require(Instant.now().isBefore(end), "not complete in time, after " + calls + " calls; see --timeout");
            if (waits) {
                pause();
            }
        }
    }

    int calls() {
        return calls;
    }

    static void pause() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void requireJobCounts(JsonNode summary) {
        if (summary.hasNonNull("job_counts")) {
            Map<String, Long> soFar = Bodies.counts(summary, "job_counts");
            require(
                    Bodies.sum(soFar) >= Bodies.sum(removed),
                    "job_counts are the job's so far, " + soFar + ", and its calls have removed " + removed);
        }
    }
}
