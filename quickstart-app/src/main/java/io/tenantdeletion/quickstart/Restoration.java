package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import java.time.Duration;
import java.time.Instant;

/** A completed deletion that is undone through the public API, and the certificate of one that is for good. */
final class Restoration {

    /** How long a deletion can be undone here. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PlatformApi api;
    private final Console console;
    private final Lifeline lifeline;

    Restoration(PlatformApi api, Console console, Lifeline lifeline) {
        this.api = api;
        this.console = console;
        this.lifeline = lifeline;
    }

    /** Has the deletion undone and waits until all of it is back. */
    void undo(DemoTenant tenant, Deletion.Outcome deletion) {
        console.heading("Bringing " + tenant.title() + " back");
        Instant begin = Instant.now();
        String token = api.token(BakeryRealm.ADMIN);
        JsonNode job = api.restore(deletion.job(), token);
        while (job.path("status").asText().equals("in_progress")) {
            lifeline.pause(LOOK_MILLIS);
            job = api.job(deletion.job(), token);
        }
        if (!job.path("status").asText().equals("restored")) {
            throw new QuickstartException("The deletion was not undone, the job is "
                    + job.path("status").asText() + ": " + job.path("error_log"));
        }
        console.done(
                "restored",
                Text.some(deletion.totalDeleted(), "row") + " by "
                        + Text.some(job.path("service_results").size(), "service"),
                Duration.between(begin, Instant.now()));
    }

    /** Waits for the certificate, which comes when nothing can be undone any more, and checks it. */
    Proof.Check certificate(Deletion.Outcome deletion) {
        String token = api.token(BakeryRealm.ADMIN);
        Instant begin = Instant.now();
        while (true) {
            Certificate certificate = api.certificate(deletion.job(), token).orElse(null);
            if (certificate != null) {
                return check(certificate, deletion);
            }
            if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
                return new Proof.Check(false, "There is no certificate after " + Text.time(PATIENCE) + ".");
            }
            lifeline.pause(LOOK_MILLIS);
        }
    }

    private static Proof.Check check(Certificate certificate, Deletion.Outcome deletion) {
        boolean held = certificate.isSigned()
                && certificate.payload().path("job_id").asText().equals(deletion.job());
        return new Proof.Check(
                held,
                "Certificate number " + certificate.payload().path("number").asText() + " of the erasure"
                        + (held ? ", verified by the published keys." : " does not hold: " + certificate.jws()));
    }
}
