package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The main job: a tenant previewed and deleted through the public API. */
final class Deletion {

    private static final Set<String> OPEN = Set.of("pending", "in_progress");
    private static final long LOOK_MILLIS = 150;
    private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(2);

    private final PlatformApi api;
    private final Console console;
    private final Lifeline lifeline;

    Deletion(PlatformApi api, Console console, Lifeline lifeline) {
        this.api = api;
        this.console = console;
        this.lifeline = lifeline;
    }

    /**
     * What was announced and what was done.
     *
     * @param job its id
     * @param previewed rows per "service.table" before the deletion
     * @param deleted rows per "service.table" that the services report as deleted
     * @param requested when the deletion was asked for
     * @param took until the job was completed
     * @param verification the job's phase in which every service counted again
     */
    record Outcome(
            String job,
            Map<String, Long> previewed,
            Map<String, Long> deleted,
            Instant requested,
            Duration took,
            JsonNode verification) {

        long totalPreviewed() {
            return previewed.values().stream().mapToLong(Long::longValue).sum();
        }

        long totalDeleted() {
            return deleted.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    Outcome run(DemoTenant tenant) {
        String token = api.token(BakeryRealm.OWNER);
        JsonNode preview = preview(tenant, token);
        long total = preview.path("total_records").asLong();

        console.heading("Deleting " + tenant.title());
        Instant requested = Instant.now();
        String id = api.delete(tenant, token).path("job_id").asText();
        if (id.isEmpty()) {
            throw new QuickstartException("The answer to the deletion names no job.");
        }
        JsonNode job = follow(id, total, requested, token);
        Duration took = Duration.between(requested, Instant.now());
        if (!job.path("status").asText().equals("completed")) {
            throw failed(job);
        }
        Outcome outcome = new Outcome(
                id,
                counts(preview.path("services"), "preview"),
                counts(job.path("service_results"), "deleted_counts"),
                requested,
                took,
                job.path("phases").path("verify"));
        show(job);
        return outcome;
    }

    private JsonNode preview(DemoTenant tenant, String token) {
        console.heading("Preview of what the deletion of " + tenant.title() + " removes");
        Instant begin = Instant.now();
        JsonNode preview = api.preview(tenant, token);
        if (!preview.path("unavailable").isEmpty()) {
            throw new QuickstartException("The preview is not complete: " + preview.path("unavailable"));
        }
        TextTable table = new TextTable("service", "tables", "rows");
        preview.path("services")
                .properties()
                .forEach(service -> table.row(
                        service.getKey(),
                        Text.count(service.getValue().path("preview").size()),
                        Text.count(service.getValue().path("total_records").asLong())));
        long tables = counts(preview.path("services"), "preview").size();
        table.footer(
                "all",
                Text.count(tables),
                Text.count(preview.path("total_records").asLong()));
        console.table(table);
        console.note("counted in " + Text.time(Duration.between(begin, Instant.now())));
        return preview;
    }

    private JsonNode follow(String id, long total, Instant requested, String token) {
        Instant lastLine = Instant.EPOCH;
        JobFeed feed = api.watch(id, token);
        while (true) {
            JsonNode job = now(feed, id, token);
            Instant now = Instant.now();
            boolean open = OPEN.contains(job.path("status").asText());
            if (console.isTerminal() || !open || Duration.between(lastLine, now).compareTo(PLAIN_LINE_EVERY) >= 0) {
                console.status(ProgressBar.line(
                        job.path("total_items_deleted").asLong(),
                        total,
                        job.path("services_completed").asInt() + " of "
                                + Text.some(job.path("service_results").size(), "service"),
                        Duration.between(requested, now)));
                lastLine = now;
            }
            if (!open) {
                return job;
            }
            lifeline.pause(LOOK_MILLIS);
        }
    }

    /** As it was told last; asked for before that, and where the connection is lost. */
    private JsonNode now(JobFeed feed, String id, String token) {
        JsonNode told = feed.newest();
        boolean over = told != null && !OPEN.contains(told.path("status").asText());
        return told == null || feed.hasEnded() && !over ? api.job(id, token) : told;
    }

    private void show(JsonNode job) {
        console.blank();
        TextTable table = new TextTable("service", "tables", "deleted", "time");
        job.path("service_results").properties().forEach(service -> {
            JsonNode result = service.getValue();
            table.row(
                    service.getKey(),
                    Text.count(result.path("deleted_counts").size()),
                    Text.count(sum(result.path("deleted_counts"))),
                    Text.time(
                            Duration.ofMillis(Math.round(result.path("duration").asDouble() * 1000))));
        });
        table.footer(
                "all",
                Text.count(counts(job.path("service_results"), "deleted_counts").size()),
                Text.count(job.path("total_items_deleted").asLong()),
                Text.time(Duration.ofMillis(Math.round(job.path("duration").asDouble() * 1000))));
        console.table(table);
    }

    private static QuickstartException failed(JsonNode job) {
        StringBuilder text =
                new StringBuilder("The job ended as " + job.path("status").asText() + ".");
        job.path("error_log")
                .forEach(line -> text.append(System.lineSeparator()).append(line.asText()));
        return new QuickstartException(text.toString());
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    // Rows per "service.table"; tables without rows are left out, so that the two sides can be compared.
    static Map<String, Long> counts(JsonNode services, String field) {
        Map<String, Long> counts = new TreeMap<>();
        services.properties()
                .forEach(service -> service.getValue()
                        .path(field)
                        .properties()
                        .forEach(table -> counts.put(
                                service.getKey() + "." + table.getKey(),
                                table.getValue().asLong())));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
