package io.tenantdeletion.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Calls again, with growing pauses, where somebody is away for a moment: a restart of the platform is no reason to stop
 * waiting for a job. Who has never answered is not called again: the address may be wrong.
 */
final class Retries {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration GIVE_UP = Duration.ofMinutes(10);

    private final PrintWriter err;
    private final Instant end;
    private boolean answered;

    /**
     * @param err is told of every pause
     * @param end when the caller does not want to wait any more
     */
    Retries(PrintWriter err, Instant end) {
        this.err = err;
        this.end = end;
    }

    /** Notes that somebody was there. */
    void answered() {
        answered = true;
    }

    /** The answer; fails as the call does where it was away for too long. */
    <T> T get(Supplier<T> call) {
        Instant since = Instant.now();
        Duration pause = FIRST;
        while (true) {
            try {
                T answer = call.get();
                answered = true;
                return answer;
            } catch (UnavailableException away) {
                Instant again = Instant.now().plus(pause);
                if (!answered || again.isAfter(end) || again.isAfter(since.plus(GIVE_UP))) {
                    throw away;
                }
                err.println(away.getMessage() + " Trying again in " + pause.toSeconds() + " s.");
                Pause.of(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
            }
        }
    }
}
