package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.BlockingTransaction;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a service has said about what is left, after its purge.
 *
 * @param by how it was found out
 * @param residual rows that are left, by table; only tables that have some
 * @param touchedOthers rows of others that the purge has changed, by table; only tables that have some
 * @param verifiedAt when it was counted, or null where it was not, or the service does not say
 * @param waitingFor transactions that have to end before it can be counted; null where it was counted
 * @param database system identifier of the database it was counted in, where the service says it; or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // kept as JSON
public record Verification(
        Source by,
        Map<String, Long> residual,
        Map<String, Long> touchedOthers,
        Instant verifiedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<BlockingTransaction> waitingFor,
        @JsonInclude(JsonInclude.Include.NON_NULL) String database) {

    public Verification {
        residual = some(residual);
        touchedOthers = some(touchedOthers);
        waitingFor = waitingFor == null ? null : List.copyOf(waitingFor);
    }

    /** How it was found out whether anything is left. */
    public enum Source {
        /** The service's own verification, which counts by the catalog of its database. */
        VERIFICATION,
        /** Its preview, asked again: nothing but what its own plan knows. */
        PREVIEW,
        /** Not at all: it can do neither. */
        NONE;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was counted. */
    public static Verification counted(Source by, Map<String, Long> residual, Map<String, Long> others, Instant at) {
        return new Verification(by, residual, others, at, null, null);
    }

    /** The same, counted in the database with this system identifier, or null. */
    public Verification in(String identifier) {
        return new Verification(by, residual, touchedOthers, verifiedAt, waitingFor, identifier);
    }

    /** It cannot be counted yet. */
    public static Verification waiting(List<BlockingTransaction> transactions) {
        return new Verification(Source.VERIFICATION, null, null, null, transactions, null);
    }

    /** Nobody can tell. */
    public static Verification impossible() {
        return new Verification(Source.NONE, null, null, null, null, null);
    }

    /** Whether it is proven that nothing is left and nobody else was touched. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean isProven() {
        return by == Source.VERIFICATION && !isWaiting() && residual.isEmpty() && touchedOthers.isEmpty();
    }

    /** Whether it cannot be counted yet. */
    @JsonIgnore
    public boolean isWaiting() {
        return waitingFor != null;
    }

    /** Whom it waits for, in plain words. */
    public static String described(List<BlockingTransaction> transactions) {
        return transactions.isEmpty()
                ? "transactions that it does not name"
                : transactions.stream().map(Verification::described).collect(Collectors.joining("; "));
    }

    private static String described(BlockingTransaction one) {
        String who = one.gid() != null
                ? "prepared transaction " + one.gid()
                : "pid " + one.pid()
                        + (one.applicationName() == null
                                        || one.applicationName().isEmpty()
                                ? ""
                                : " (" + one.applicationName() + ")");
        return who + " since " + (one.since() == null ? "a time unknown" : one.since());
    }

    /** Counts in plain words: {@code orders: 5 rows, customers: 1 row}. */
    public static String described(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue() + (one.getValue() == 1 ? " row" : " rows"))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Long> some(Map<String, Long> counts) {
        Map<String, Long> some = new LinkedHashMap<>();
        if (counts != null) {
            counts.forEach((table, rows) -> {
                if (rows > 0) {
                    some.put(table, rows);
                }
            });
        }
        return Collections.unmodifiableMap(some);
    }
}
