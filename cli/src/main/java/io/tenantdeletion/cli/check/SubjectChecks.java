package io.tenantdeletion.cli.check;

import static io.tenantdeletion.cli.check.MismatchException.require;

import io.tenantdeletion.cli.Http;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every call about one tenant's or user's data, in the order in which the platform makes them. What cannot do harm
 * comes first.
 */
final class SubjectChecks {

    private static final String UNCHANGED = "left everything as it was";
    private static final String NOT_OFFERED = "not among --capabilities";

    private final Service service;
    private final Subject subject;
    private final Set<Capability> capabilities;
    private final Checklist checklist;
    private final RefusalChecks refusals;
    private final Instant end;
    private Map<String, Long> before;
    private Map<String, Long> others;

    SubjectChecks(Service service, Subject subject, Set<Capability> capabilities, Checklist checklist, Instant end) {
        this.service = service;
        this.subject = subject;
        this.capabilities = capabilities;
        this.checklist = checklist;
        this.refusals = new RefusalChecks(service, checklist);
        this.end = end;
    }

    /** Everything; gives up before anything is deleted where the service does not know the caller. */
    void run() {
        if (!isThere()) {
            return;
        }
        preview();
        refusals.callers(area("purge"), "DELETE", subject.path());
        refusals.identifiers(area("purge"), "DELETE", subject, "");
        unchanged("refused purges");
        nobody();
        fence();
        residual();
        restore();
        purge();
        again();
        verify();
    }

    private boolean isThere() {
        return checklist.check(area("service"), "answers this token", () -> {
            Subject nobody = subject.of(UUID.randomUUID());
            Http.Answer answer = can(Capability.PREVIEW)
                    ? service.call("GET", nobody.path() + "/deletion-preview")
                    : service.call("DELETE", nobody.path());
            require(
                    answer.status() / 100 == 2,
                    "status " + answer.status() + " (" + Http.problem(answer) + "); nothing else was checked");
        });
    }

    private void preview() {
        String area = area("preview");
        if (!can(Capability.PREVIEW)) {
            checklist.skip(area, "counts rows per table", NOT_OFFERED);
            return;
        }
        before = checklist.get(area, "counts rows per table", () -> count(subject));
        if (before == null) {
            return;
        }
        checklist.check(
                area,
                "finds rows, so that there is something to delete",
                () -> require(Bodies.sum(before) > 0, "no rows: name a " + subject.kind() + " that has some"));
        refusals.callers(area, "GET", subject.path() + "/deletion-preview");
        refusals.identifiers(area, "GET", subject, "/deletion-preview");
        if (subject.other() == null) {
            checklist.skip(area("others"), "rows of others can be seen", "no --other-" + subject.kind());
        } else {
            others = checklist.get(area("others"), "rows of others can be seen", () -> {
                Map<String, Long> counts = count(subject.of(subject.other()));
                require(Bodies.sum(counts) > 0, "no rows: name another " + subject.kind() + " that has some");
                return counts;
            });
        }
        unchanged("previews");
    }

    /** Somebody of whom the service has never heard has nothing, and nothing of others goes. */
    private void nobody() {
        Subject nobody = subject.of(UUID.randomUUID());
        checklist.check(area("purge"), "of somebody unknown removes nothing (200)", () -> {
            Purge purge = new Purge(service, nobody, end);
            Map<String, Long> removed = purge.run();
            require(Bodies.sum(removed) == 0, "it removed " + removed);
        });
        unchanged("a purge of somebody unknown");
    }

    private void fence() {
        String area = area("fence");
        if (!can(Capability.FENCE)) {
            checklist.skip(area, "is set, kept and lifted", NOT_OFFERED);
            return;
        }
        String path = subject.path() + "/deletion-fence";
        refusals.callers(area, "POST", path);
        refusals.identifiers(area, "POST", subject, "/deletion-fence");
        String since = checklist.get(area, "is set (200)", () -> Bodies.fence(service.call("POST", path), subject));
        if (since == null) {
            return;
        }
        checklist.check(area, "set again, keeps its time", () -> {
            String again = Bodies.fence(service.call("POST", path), subject);
            require(again.equals(since), "fenced_at was " + since + " and is " + again);
        });
        checklist.check(area, "is lifted before a purge, also twice (204)", () -> {
            Bodies.status(service.call("DELETE", path), 204);
            Bodies.status(service.call("DELETE", path), 204);
        });
        unchanged("fences");
        checklist.check(
                area, "is set after it was lifted (200)", () -> Bodies.fence(service.call("POST", path), subject));
    }

    private void residual() {
        String area = area("verification");
        if (!can(Capability.VERIFY)) {
            checklist.skip(area, "counts what is left", NOT_OFFERED);
            return;
        }
        refusals.callers(area, "GET", subject.path() + "/deletion-verification");
        refusals.identifiers(area, "GET", subject, "/deletion-verification");
        checklist.check(area, "sees rows that are not deleted yet", () -> {
            Map<String, Long> residual = new Residual(service, subject, end).count();
            require(
                    before == null || Bodies.sum(before) == 0 || Bodies.sum(residual) > 0,
                    "it says that nothing is left, and the preview has counted " + before);
        });
    }

    private void restore() {
        if (!can(Capability.RESTORE)) {
            checklist.skip(area("restore"), "puts back what was deleted", NOT_OFFERED);
            return;
        }
        if (new RestoreChecks(service, subject, checklist, end).run()) {
            unchanged("a purge and its restore");
        }
    }

    private void purge() {
        Purge purge = new Purge(service, subject, end);
        Map<String, Long> removed =
                checklist.get(area("purge"), "removes everything (200, or 202 until then)", purge::run);
        if (removed == null) {
            return;
        }
        if (purge.calls() == 1) {
            checklist.skip(area("purge"), "goes on where it stopped (202)", "one call was enough");
        } else {
            checklist.check(area("purge"), "goes on where it stopped (202)", () -> {});
        }
        if (before != null) {
            checklist.check(
                    area("purge"),
                    "removes what the preview has counted",
                    () -> require(
                            positive(removed).equals(positive(before)),
                            "it says that it removed " + positive(removed) + ", and the preview had counted "
                                    + positive(before)));
        }
    }

    private void again() {
        checklist.check(area("purge"), "repeated, removes nothing (200)", () -> {
            Map<String, Long> removed = new Purge(service, subject, end).run();
            require(Bodies.sum(removed) == 0, "it says that it removed " + removed);
        });
        if (before != null) {
            checklist.check(area("preview"), "finds nothing after the purge", () -> {
                Map<String, Long> left = count(subject);
                require(Bodies.sum(left) == 0, "there are " + positive(left));
            });
        }
        othersUnchanged("the purge");
    }

    private void verify() {
        if (can(Capability.VERIFY)) {
            checklist.check(area("verification"), "finds nothing left after the purge", () -> {
                Map<String, Long> left = new Residual(service, subject, end).count();
                require(Bodies.sum(left) == 0, "there are " + positive(left));
            });
        }
    }

    private void unchanged(String what) {
        if (before != null) {
            checklist.check(area("preview"), what + " " + UNCHANGED, () -> {
                Map<String, Long> now = count(subject);
                require(now.equals(before), "there were " + positive(before) + " and are " + positive(now));
            });
        }
        othersUnchanged(what);
    }

    private void othersUnchanged(String what) {
        if (others != null) {
            checklist.check(area("others"), what + " left others' rows as they were", () -> {
                Map<String, Long> now = count(subject.of(subject.other()));
                require(now.equals(others), "there were " + positive(others) + " and are " + positive(now));
            });
        }
    }

    private Map<String, Long> count(Subject anybody) {
        return Bodies.preview(service.call("GET", anybody.path() + "/deletion-preview"), anybody);
    }

    private boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    private String area(String call) {
        return subject.kind() + " " + call;
    }

    private static Map<String, Long> positive(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, java.util.TreeMap::new));
    }
}
