package io.tenantdeletion.orchestrator.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.orchestrator.audit.AuditFilter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which audit lines a caller asks for. */
@RegisterForReflection
public class AuditQuery {

    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final List<String> NAMES = List.of("subject", "actor", "action", "job_id", "from", "to");

    @QueryParam("subject")
    @Parameter(description = "Only lines about this tenant or user", example = "11111111-1111-4111-8111-111111111111")
    String subject;

    @QueryParam("actor")
    @Parameter(
            description = "Only what this actor did: a user's id, `service:<client>`, `orchestrator` or `anonymous`",
            example = "orchestrator")
    String actor;

    @QueryParam("action")
    @Parameter(description = "Only this action", example = "deletion.completed")
    String action;

    @QueryParam("job_id")
    @Parameter(description = "Only lines of this job", example = "7c0c8a52-4a3f-4d0e-9f57-0a4d3e0f6f11")
    String job;

    @QueryParam("from")
    @Parameter(description = "The earliest time, with an offset", example = "2026-01-01T00:00:00Z")
    String from;

    @QueryParam("to")
    @Parameter(description = "The first time that is too late, with an offset", example = "2026-02-01T00:00:00Z")
    String to;

    @Context
    UriInfo uri;

    /** What is asked for; fails with a 400 problem where a part is malformed. */
    AuditFilter filter() {
        RequestParameters.requireValues(uri, NAMES);
        Instant begin = from == null ? null : RequestTimes.time("from", from);
        Instant end = to == null ? null : RequestTimes.time("to", to);
        RequestParameters.requireOrder(begin, end);
        return new AuditFilter(
                id("subject", subject), word("actor", actor), word("action", action), id("job_id", job), begin, end);
    }

    private static UUID id(String name, String value) {
        return value == null ? null : Identifiers.parse(name, value);
    }

    private static String word(String name, String value) {
        if (value != null && !WORD.matcher(value).matches()) {
            throw RequestParameters.invalid(name + " takes 1 to 200 visible ASCII characters.");
        }
        return value;
    }
}
