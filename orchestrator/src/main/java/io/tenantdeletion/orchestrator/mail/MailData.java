package io.tenantdeletion.orchestrator.mail;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.orchestrator.guard.PlainText;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a template can say of a job. */
final class MailData {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 80;
    private static final String BEFORE = "before";

    private MailData() {}

    static Map<String, Object> of(Event event, DeletionJob job, MailConfig config) {
        boolean tenant = job.subject().kind() == SubjectKind.TENANT;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", tenant ? "tenant" : "account");
        data.put("id", job.subject().toString());
        data.put("name", job.tenantName() == null ? job.subject().toString() : isolated(job.tenantName()));
        data.put("job", job.id().toString());
        data.put("due", TIME.format(job.start().dueAt()));
        data.put(
                "waits",
                job.start().dueAt().isAfter(job.times().createdAt())
                        || job.start().approval().status() != Approval.Status.NOT_NEEDED);
        data.put("before", event.data().getString(BEFORE, ""));
        data.put("until", time(job.start().approval().until()));
        data.put("link", config.consoleUrl() + "/jobs/" + job.id());
        data.put("total", String.format(Locale.ROOT, "%,d", total(job)));
        data.put("number", event.data().getLong("number", 0L));
        data.put("hash", event.data().getString("hash", ""));
        data.put("steps", steps(job));
        data.put("begun", job.hasBegunPurge());
        data.put("waiting", waiting(job));
        return data;
    }

    /** A time before something as people say it. */
    static String words(Duration time) {
        return time.toDays() > 0 ? count(time.toDays(), "day") : count(Math.max(1, time.toHours()), "hour");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** A name that runs the other way, or is very long, leaves the rest of its line as it is. */
    private static String isolated(String name) {
        return "\u2068" + PlainText.line(name, LONGEST_NAME) + "\u2069";
    }

    private static long total(DeletionJob job) {
        return job.steps().stream().mapToLong(DeletionStep::totalDeleted).sum();
    }

    private static List<Map<String, Object>> steps(DeletionJob job) {
        return job.steps().stream()
                .<Map<String, Object>>map(step -> Map.of(
                        "phase", step.phase().replace('_', ' '),
                        "service", step.service(),
                        "status", step.status().toString().replace('_', ' '),
                        "rows", String.format(Locale.ROOT, "%,d", step.totalDeleted())))
                .toList();
    }

    private static String waiting(DeletionJob job) {
        Obstacle obstacle = job.waiting().obstacle();
        return obstacle == null ? "" : obstacle.kind().toString().replace('_', ' ');
    }

    private static String time(Instant time) {
        return time == null ? "" : TIME.format(time);
    }
}
