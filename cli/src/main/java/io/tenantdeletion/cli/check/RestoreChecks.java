package io.tenantdeletion.cli.check;

import static io.tenantdeletion.cli.check.MismatchException.require;

import io.tenantdeletion.cli.Http;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/** A purge that keeps what it deletes for a while, and takes it back. What it was about is there again afterwards. */
final class RestoreChecks {

    private static final String KEY = "Deletion-Restore-Key";
    private static final String UNTIL = "Deletion-Restore-Until";

    private final Service service;
    private final Subject subject;
    private final Checklist checklist;
    private final Instant end;
    private final String key = key();

    RestoreChecks(Service service, Subject subject, Checklist checklist, Instant end) {
        String until = Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        this.service = service.with(Map.of(KEY, key, UNTIL, until));
        this.subject = subject;
        this.checklist = checklist;
        this.end = end;
    }

    /** Deletes and restores; gives whether everything should be there again. */
    boolean run() {
        String area = subject.kind() + " restore";
        Map<String, Long> removed = checklist.get(
                area, "is possible after a purge with a key", () -> new Purge(service, subject, end).run());
        if (removed == null) {
            return false;
        }
        checklist.check(
                area,
                "with another key is refused (409)",
                () -> Bodies.problem(restore(service.carrying(Map.of(KEY, key()))), 409));
        Service keyed = service.carrying(Map.of(KEY, key));
        boolean back = checklist.check(area, "puts back what was deleted (200, or 202 until then)", () -> {
            long rows = restored(keyed);
            require(rows == Bodies.sum(removed), "it put back " + rows + " rows of " + Bodies.sum(removed));
        });
        checklist.check(area, "repeated, is answered alike (200)", () -> restored(keyed));
        checklist.check(area, "is forgotten, also twice (204)", () -> {
            Bodies.status(service.call("DELETE", subject.path() + "/restore"), 204);
            Bodies.status(service.call("DELETE", subject.path() + "/restore"), 204);
        });
        return back;
    }

    private Http.Answer restore(Service caller) {
        return caller.call("POST", subject.path() + "/restore");
    }

    private long restored(Service caller) {
        while (true) {
            Http.Answer answer = restore(caller);
            if (answer.status() != 202) {
                return Bodies.restored(answer, subject);
            }
            require(Instant.now().isBefore(end), "not complete in time; see --timeout");
            Purge.pause();
        }
    }

    private static String key() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
