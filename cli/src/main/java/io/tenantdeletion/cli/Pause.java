package io.tenantdeletion.cli;

import java.time.Duration;

/** Waiting between two looks. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted.");
        }
    }
}
