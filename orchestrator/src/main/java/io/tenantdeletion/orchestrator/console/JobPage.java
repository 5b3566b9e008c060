package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.audit.AuditLine;
import java.util.List;

/**
 * All about one job.
 *
 * @param job the job
 * @param timeline its life until now, and what is to come
 * @param services a row for each of its services
 * @param lines its audit lines, newest first; empty for whoever may not read the audit log
 */
public record JobPage(JobView job, List<TimelineEntry> timeline, List<ServiceRow> services, List<AuditLine> lines) {}
