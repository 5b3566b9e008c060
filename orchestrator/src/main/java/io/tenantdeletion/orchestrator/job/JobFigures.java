package io.tenantdeletion.orchestrator.job;

/**
 * How deletions went in a while.
 *
 * @param jobs how many were asked for
 * @param completed how many of those that ended were completed
 * @param failed how many failed
 * @param averageSeconds from first run to completion, or null where none was completed
 */
public record JobFigures(long jobs, long completed, long failed, Double averageSeconds) {

    /** Percent of those that ended, or null where none did. */
    public Double successRate() {
        long ended = completed + failed;
        return ended == 0 ? null : 100.0 * completed / ended;
    }
}
