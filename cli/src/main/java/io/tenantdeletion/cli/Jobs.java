package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Jobs as lines of text. */
final class Jobs {

    static final String PATH = "/api/v1/deletion-jobs";

    private static final int WIDTH = 30;

    private Jobs() {}

    /** One line: which, whose, where it is. */
    static String line(JsonNode job) {
        String subject = job.path("tenant_name").asText("");
        if (subject.isEmpty()) {
            subject = job.path("kind").asText() + " " + subject(job);
        }
        return "%s  %-11s %5.1f %%  %s"
                        .formatted(
                                job.path("job_id").asText(),
                                job.path("status").asText(),
                                job.path("progress").asDouble(),
                                subject)
                + waiting(job);
    }

    /** The bar of a job that is watched. */
    static String bar(JsonNode job) {
        double percent = job.path("progress").asDouble();
        int done = (int) (percent * WIDTH / 100);
        return String.format(
                        Locale.ROOT,
                        "[%s%s] %5.1f %%  %,d rows  %s",
                        "#".repeat(done),
                        "-".repeat(WIDTH - done),
                        percent,
                        job.path("total_items_deleted").asLong(),
                        job.path("phase").asText(job.path("status").asText()))
                + waiting(job);
    }

    private static String subject(JsonNode job) {
        return job.path("tenant_id").asText(job.path("user_id").asText());
    }

    private static String waiting(JsonNode job) {
        String reason = job.path("waiting_for").asText("");
        return reason.isEmpty() || reason.equals("null") ? "" : "  waits for " + reason;
    }

    /** Prints a job, by line or as JSON. */
    static void print(Connection connection, JsonNode job) {
        connection.out().println(connection.isJson() ? Http.pretty(job) : line(job));
    }
}
