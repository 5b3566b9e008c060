package io.tenantdeletion.benchmarks;

/**
 * What one job costs the orchestrator, without what it does when there is nothing to do.
 *
 * @param auditLines lines of the audit log
 * @param commits transactions of its database
 * @param cpuMillis processor time of its processes
 */
record JobCost(double auditLines, double commits, double cpuMillis) {

    /** Between two readings, with what was counted in an idle time before them taken off. */
    static JobCost between(JobMeter.Reading idle, JobMeter.Reading before, JobMeter.Reading after, int jobs) {
        double times = (double) (after.nanos() - before.nanos()) / (before.nanos() - idle.nanos());
        return new JobCost(
                (double) (after.auditLines() - before.auditLines()) / jobs,
                (after.commits() - before.commits() - times * (before.commits() - idle.commits())) / jobs,
                (after.cpuNanos() - before.cpuNanos() - times * (before.cpuNanos() - idle.cpuNanos())) / 1e6 / jobs);
    }
}
