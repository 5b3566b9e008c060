package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.audit.AuditLine;
import java.util.List;

/**
 * A page of the audit log.
 *
 * @param lines the last written first
 * @param filter what they were chosen by
 * @param pages where in the log this is
 */
public record AuditList(List<AuditLine> lines, AuditFilterForm filter, Paging pages) {

    /** Where all lines of this filter can be had as a file. */
    public String export() {
        return "/console/audit/export" + (pages.query().isEmpty() ? "" : "?" + pages.query());
    }
}
