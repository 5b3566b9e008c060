package io.tenantdeletion.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.quickstart.DemoTenant;
import io.tenantdeletion.quickstart.PlatformApi;
import java.time.Duration;
import java.util.Set;

/**
 * Deletes a tenant through the public API, as its owner: one request that waits for the outcome. A job that outlasts
 * the longest wait is followed to its end.
 */
final class ApiDeletion {

    private static final Set<String> OPEN = Set.of("pending", "in_progress");

    private final PlatformApi api;

    ApiDeletion(PlatformApi api) {
        this.api = api;
    }

    Deletion run(DemoTenant tenant) {
        String token = api.token(BakeryRealm.OWNER);
        long begin = System.nanoTime();
        JsonNode job = api.deleteAndWait(tenant, token);
        while (OPEN.contains(job.path("status").asText())) {
            job = api.job(job.path("job_id").asText(), token);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (!job.path("status").asText().equals("completed")) {
            throw new IllegalStateException("The deletion did not complete: " + job);
        }
        return new Deletion(job.path("total_items_deleted").asLong(), took);
    }
}
