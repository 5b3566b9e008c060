package io.tenantdeletion.benchmarks;

import java.time.Duration;
import java.util.List;

/** Times of the same work, in milliseconds. */
record Times(List<Double> samples) {

    Times {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("No sample");
        }
        samples = List.copyOf(samples);
    }

    static Times of(List<Duration> durations) {
        return new Times(durations.stream().map(took -> took.toNanos() / 1e6).toList());
    }

    /** The middle one; the mean of the two middle ones of an even number. */
    double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The one that so many percent do not exceed. */
    double percentile(int percent) {
        List<Double> sorted = samples.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }

    double min() {
        return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double max() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** How many times as long as the other, by the medians. */
    double ratioTo(Times other) {
        return median() / other.median();
    }
}
