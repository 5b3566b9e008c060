package io.tenantdeletion.orchestrator;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.WithTestResource;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.orchestrator.fake.FakePlatform;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;

/** What every test over HTTP has: a database, an issuer, and the rest of the platform. */
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakePlatformResource.class)
public abstract class OrchestratorTest {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    // Most of what tests wait for is there in a moment; for the rest they ask no more often than by default.
    static {
        Awaitility.setDefaultPollInterval(new IterativePollInterval(
                pause -> pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE,
                Duration.ofMillis(10)));
        Awaitility.setDefaultPollDelay(Duration.ofMillis(10));
    }

    @Inject
    Scheduler scheduler;

    protected final FakePlatform platform = FakePlatform.get();

    /** Does it while nothing is done by schedule. */
    protected <T> T unscheduled(Supplier<T> action) {
        scheduler.pause();
        try {
            return action.get();
        } finally {
            scheduler.resume();
        }
    }
}
