package io.tenantdeletion.commons.delivery;

import io.tenantdeletion.commons.delivery.DeliveryResult.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is written down of a claim, and what becomes of its lanes. */
final class ClaimResult {

    private final JsonArray events = new JsonArray();
    private final Map<UUID, Duration> pauses = new HashMap<>();
    private final Map<UUID, Long> through = new HashMap<>();
    private final Backoff backoff;
    private int delivered;
    private int failed;
    private int dead;

    private ClaimResult(Backoff backoff) {
        this.backoff = backoff;
    }

    /** For a sink that was away: its lanes are given back, and nothing has happened to their events. */
    static ClaimResult none(Backoff backoff) {
        return new ClaimResult(backoff);
    }

    /**
     * Fails where there are not as many results as events.
     *
     * @param results one for each of the claim's events
     */
    static ClaimResult of(Claim claim, List<DeliveryResult> results, Backoff backoff) {
        if (results.size() != claim.events().size()) {
            throw new IllegalStateException(
                    results.size() + " results for " + claim.events().size() + " events");
        }
        ClaimResult result = new ClaimResult(backoff);
        result.through.putAll(claim.lanes());
        for (int i = 0; i < results.size(); i++) {
            result.add(claim.events().get(i), results.get(i));
        }
        return result;
    }

    private void add(Claim.Waiting waiting, DeliveryResult result) {
        if (result.kind() == Kind.DELIVERED) {
            delivered++;
            events.add(mark(waiting, "delivered", result, result.reason()));
        } else if (result.kind() == Kind.REFUSED) {
            dead++;
            events.add(mark(waiting, "dead", result, result.reason()));
        } else if (!pauses.containsKey(waiting.event().subject())) {
            tryAgain(waiting, result);
        }
    }

    /** The first of its subject that was not delivered; those behind it were not tried. */
    private void tryAgain(Claim.Waiting waiting, DeliveryResult result) {
        int attempts = waiting.attempts() + 1;
        failed++;
        if (backoff.isOver(attempts)) {
            dead++;
            pauses.put(waiting.event().subject(), Duration.ZERO);
            events.add(mark(waiting, "dead", result, "given up: " + result.reason()));
        } else {
            Duration pause = backoff.pause(attempts);
            pauses.put(waiting.event().subject(), pause);
            events.add(mark(waiting, "pending", result, result.reason()).put("pause", seconds(pause)));
        }
    }

    private static JsonObject mark(Claim.Waiting waiting, String status, DeliveryResult result, String reason) {
        return new JsonObject()
                .put("id", waiting.event().id().toString())
                .put("status", status)
                .put("code", result.code())
                .put(
                        "duration",
                        result.duration() == null ? null : result.duration().toMillis())
                .put("reason", reason);
    }

    /** For each event that was tried: id, status, code, duration, reason, and the pause until it is tried again. */
    JsonArray events() {
        return events;
    }

    /** For each lane: up to where nothing of it is left to be tried now; null where the sink was away. */
    Long[] through(UUID[] lanes) {
        return Arrays.stream(lanes).map(through::get).toArray(Long[]::new);
    }

    /** For each lane: its pause in seconds where something is to be tried again, or null. */
    Double[] pauses(UUID[] lanes) {
        return Arrays.stream(lanes)
                .map(lane -> pauses.containsKey(lane) ? seconds(pauses.get(lane)) : null)
                .toArray(Double[]::new);
    }

    int delivered() {
        return delivered;
    }

    int failed() {
        return failed;
    }

    int dead() {
        return dead;
    }

    private static double seconds(Duration pause) {
        return pause.toMillis() / 1000.0;
    }
}
