package io.tenantdeletion.cli.check;

import static io.tenantdeletion.cli.check.MismatchException.require;

import io.tenantdeletion.cli.Http;
import java.time.Instant;
import java.util.Map;

/** A verification, asked for again while others may still write. */
record Residual(Service service, Subject subject, Instant end) {

    /** Rows that are left per table. */
    Map<String, Long> count() {
        while (true) {
            Http.Answer answer = service.call("GET", subject.path() + "/deletion-verification");
            if (answer.status() != 202) {
                return Bodies.verification(answer, subject);
            }
            require(
                    answer.body().path("waiting_for").isArray()
                            && !answer.body().path("waiting_for").isEmpty(),
                    "status 202, and waiting_for names nobody");
            require(
                    Instant.now().isBefore(end),
                    "it still waits for " + answer.body().path("waiting_for") + "; see --timeout");
            Purge.pause();
        }
    }
}
