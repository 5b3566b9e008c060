package io.tenantdeletion.orchestrator.progress;

import io.tenantdeletion.commons.contract.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which jobs somebody watches, at whichever replica. */
@ApplicationScoped
public class JobWatches {

    private final ProgressConfig config;
    private final Map<JobId, Long> heard = new ConcurrentHashMap<>();

    JobWatches(ProgressConfig config) {
        this.config = config;
    }

    /** How long a call of this job should take, where somebody watches it. */
    public Optional<Duration> preferredCall(JobId job) {
        Long at = heard.get(job);
        return at == null || isOver(at) ? Optional.empty() : Optional.of(config.watchedCall());
    }

    /** Somebody watches this job; that is said again as long as it is so. */
    void heardOf(JobId job) {
        heard.put(job, System.nanoTime());
    }

    void forgetOld() {
        heard.values().removeIf(this::isOver);
    }

    private boolean isOver(long at) {
        return System.nanoTime() - at > config.rereadEvery().multipliedBy(3).toNanos();
    }
}
