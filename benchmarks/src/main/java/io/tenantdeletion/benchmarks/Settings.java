package io.tenantdeletion.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What to measure.
 *
 * @param checkout the root of the checkout, which has been built
 * @param rows sizes of the deleted tenant
 * @param rounds measured rounds per size; small sizes get {@link #rounds(long)}
 * @param foreignRows rows of another tenant beside the deleted one in the comparison
 * @param fewNeighbours foreign rows beside the small tenant
 * @param manyNeighbours foreign rows beside the small tenant; 0 leaves that part out
 * @param tenants small tenants whose deletions are asked for at once; 0 leaves that part out
 * @param costToOthers whether to measure what other tenants pay
 * @param oneService rows of a tenant that has all of them in one service; 0 leaves that part out
 * @param events events that wait in the outbox at once; 0 leaves that part out
 * @param strict whether a missed aim is a failure
 */
record Settings(
        Path checkout,
        List<Long> rows,
        int rounds,
        long foreignRows,
        long fewNeighbours,
        long manyNeighbours,
        int tenants,
        boolean costToOthers,
        long oneService,
        List<Integer> events,
        boolean strict) {

    static final long SHARED_ROWS = 500;
    static final long SMALL = 1_000;

    private static final long QUICK = 10_000;
    private static final int MORE_ROUNDS_WHERE_QUICK = 3;

    /** What takes little time varies more, and costs little to repeat. */
    int rounds(long size) {
        return size <= QUICK ? MORE_ROUNDS_WHERE_QUICK * rounds : rounds;
    }

    Path report() {
        return checkout.resolve("target").resolve("benchmarks.json");
    }
}
