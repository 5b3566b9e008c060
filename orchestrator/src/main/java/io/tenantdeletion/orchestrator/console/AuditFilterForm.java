package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.audit.AuditFilter;
import io.tenantdeletion.orchestrator.audit.AuditSort;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What a person filters audit lines by; a form sends an empty text for what does not matter. */
public class AuditFilterForm {

    @QueryParam("subject")
    String subject;

    @QueryParam("actor")
    String actor;

    @QueryParam("action")
    String action;

    @QueryParam("job_id")
    String job;

    /** The first day, UTC. */
    @QueryParam("from")
    String from;

    /** The last day, UTC. */
    @QueryParam("to")
    String to;

    /** What they are ordered by; an export is in the order of writing whatever this says. */
    @QueryParam("sort")
    String sort;

    public String subject() {
        return text(subject);
    }

    public String actor() {
        return text(actor);
    }

    public String action() {
        return text(action);
    }

    public String job() {
        return text(job);
    }

    public String from() {
        return text(from);
    }

    public String to() {
        return text(to);
    }

    public String sort() {
        return text(sort).isEmpty() ? AuditSort.LAST.parameter() : text(sort);
    }

    AuditSort order() {
        return AuditSort.named(sort()).orElseThrow(() -> Paging.invalid("sort"));
    }

    AuditFilter filter() {
        Instant end = day("to", to());
        return new AuditFilter(
                id("subject", subject()),
                orNull(actor()),
                orNull(action()),
                id("job_id", job()),
                day("from", from()),
                end == null ? null : end.atOffset(ZoneOffset.UTC).plusDays(1).toInstant());
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("subject", subject());
        query.put("actor", actor());
        query.put("action", action());
        query.put("job_id", job());
        query.put("from", from());
        query.put("to", to());
        return query;
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }

    private static String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    private static UUID id(String name, String value) {
        return value.isEmpty() ? null : Identifiers.parse(name, value);
    }

    private static Instant day(String name, String value) {
        try {
            return value.isEmpty()
                    ? null
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, name + " takes a day such as 2026-01-31.");
        }
    }
}
