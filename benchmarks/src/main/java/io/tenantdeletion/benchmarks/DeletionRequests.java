package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Application;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Asks the replicas of the orchestrator for deletions, as a service that acts for the owner of each tenant. */
final class DeletionRequests {

    private static final int ACCEPTED = 202;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final List<Application> replicas;

    DeletionRequests(String token, List<Application> replicas) {
        this.token = token;
        this.replicas = replicas;
    }

    /** Sends all requests without waiting for any answer; how long each took. */
    Times sendAtOnce(List<UUID> tenants) {
        List<CompletableFuture<Duration>> answers = new ArrayList<>();
        for (int i = 0; i < tenants.size(); i++) {
            answers.add(send(tenants.get(i), replicas.get(i % replicas.size())));
        }
        return Times.of(answers.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Duration> send(UUID tenant, Application replica) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(replica.url() + "/api/v1/deletion-jobs"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(5))
                // Each owner is a person of their own, so that no limit for one person counts.
                .POST(HttpRequest.BodyPublishers.ofString(String.format(
                        "{\"tenant_id\": \"%s\", \"initiated_by\": \"%s\", \"reason\": \"benchmark\"}",
                        tenant, tenant)))
                .build();
        long begin = System.nanoTime();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != ACCEPTED) {
                throw new IllegalStateException(response.statusCode() + ": " + response.body());
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        });
    }
}
