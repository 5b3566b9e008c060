package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person deletes her own account: what she owns alone goes, what she shares changes hands, her account is gone. */
final class UserDeletion {

    private final PlatformApi api;
    private final Console console;

    UserDeletion(PlatformApi api, Console console) {
        this.api = api;
        this.console = console;
    }

    /** The job when it had ended. */
    JsonNode run() {
        String token = api.token(BakeryRealm.LEAVER);
        preview(token);
        console.blank();
        Instant begin = Instant.now();
        JsonNode job = api.deleteOwnAccount(token);
        if (!job.path("status").asText().equals("completed")) {
            throw new QuickstartException(
                    "The job of the user's deletion is " + job.path("status").asText() + ": " + job.path("error_log"));
        }
        show(job, Duration.between(begin, Instant.now()));
        return job;
    }

    private void preview(String token) {
        console.heading("Deleting the user " + BakeryRealm.LEAVER.username() + ", who asks for it herself");
        JsonNode preview = api.userPreview(BakeryRealm.LEAVER, token);
        if (!preview.path("unavailable").isEmpty()) {
            throw new QuickstartException("The preview is not complete: " + preview.path("unavailable"));
        }
        console.line("  Goes with her      " + names(preview.path("tenants_to_delete")));
        console.line("  Changes hands      " + names(preview.path("tenants_to_transfer")) + ", to "
                + BakeryRealm.SUCCESSOR.username());
        console.line(
                "  Memberships        " + Text.count(preview.path("memberships").asLong()));
        console.line("  Rows about her     "
                + Text.count(preview.path("total_records").asLong()));
    }

    private void show(JsonNode job, Duration took) {
        TextTable table = new TextTable("step", "counts", "time");
        int quiet = 0;
        for (Map.Entry<String, JsonNode> step : job.path("service_results").properties()) {
            String counts = counts(step.getValue().path("deleted_counts"));
            if (counts.isEmpty() && !step.getKey().equals("identity")) {
                quiet++;
            } else {
                table.row(
                        step.getKey(),
                        counts,
                        Text.time(Duration.ofMillis(
                                Math.round(step.getValue().path("duration").asDouble() * 1000))));
            }
        }
        if (quiet > 0) {
            table.row(quiet + " more", "her name taken off other people's rows", "");
        }
        table.footer("all", "", Text.time(took));
        console.table(table);
    }

    private static String names(JsonNode tenants) {
        List<String> names = new ArrayList<>();
        tenants.forEach(tenant -> names.add(tenant.path("tenant_name").asText()));
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static String counts(JsonNode counts) {
        List<String> parts = new ArrayList<>();
        counts.properties().forEach(count -> {
            if (count.getValue().asLong() > 0) {
                parts.add(count.getKey() + " " + Text.count(count.getValue().asLong()));
            }
        });
        return String.join(", ", parts);
    }
}
