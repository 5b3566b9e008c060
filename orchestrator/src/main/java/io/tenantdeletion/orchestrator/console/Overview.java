package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.job.JobFigures;
import io.tenantdeletion.orchestrator.job.ServiceAverage;
import java.util.List;

/**
 * What goes on.
 *
 * @param running jobs that delete now
 * @param day how the last 24 hours went
 * @param stuck jobs in progress that something keeps from going on
 * @param failed jobs of the last week that have failed
 * @param pending jobs that wait for their day, the next first
 * @param approvals how many jobs wait for a second pair of eyes
 * @param findings how many findings about erased subjects nobody has looked at
 * @param averages what services have to delete
 */
public record Overview(
        List<JobView> running,
        JobFigures day,
        List<JobView> stuck,
        List<JobView> failed,
        List<JobView> pending,
        long approvals,
        long findings,
        List<ServiceAverage> averages) {

    /** The longest bar of the chart. */
    public long mostItems() {
        return averages.isEmpty() ? 1 : Math.max(1, averages.get(0).items());
    }

    /** Whether somebody has to do something. */
    public boolean needsPerson() {
        return approvals > 0 || findings > 0 || !stuck.isEmpty() || !failed.isEmpty();
    }
}
