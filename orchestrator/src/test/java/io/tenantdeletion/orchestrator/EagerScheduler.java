package io.tenantdeletion.orchestrator;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.runtime.SimpleScheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is scheduled more often than once a second is done that often. The scheduler of Quarkus looks once a second, no
 * setting changes that, and a test of a job that is picked up a few times would mostly wait for it.
 */
@Singleton
class EagerScheduler {

    /** How often it looks. */
    private static final int MILLISECONDS = 100;

    void begin(@Observes StartupEvent start, Scheduler scheduler, ScheduledExecutorService timer)
            throws NoSuchMethodException {
        Method look = SimpleScheduler.class.getDeclaredMethod("checkTriggers");
        look.setAccessible(true);
        timer.scheduleAtFixedRate(
                () -> {
                    try {
                        look.invoke(ClientProxy.unwrap(scheduler));
                    } catch (IllegalAccessException | InvocationTargetException failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                MILLISECONDS,
                MILLISECONDS,
                TimeUnit.MILLISECONDS);
    }
}
