package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.audit.AuditLine;
import java.util.List;

/**
 * A page of the audit log.
 *
 * @param lines those of this page
 * @param names what the people in them are called
 * @param filter what they were chosen by
 * @param pages where in the log this is
 */
public record AuditList(List<AuditLine> lines, Names names, AuditFilterForm filter, Paging pages) {

    static final String PATH = "/console/audit";

    /** Where all lines of this filter can be had as a file. */
    public String export() {
        return PATH + "/export?" + Paging.query(filter.query());
    }

    /** What they are ordered by. */
    public Sorting sorting() {
        return new Sorting(PATH, filter.query(), filter.sort());
    }
}
