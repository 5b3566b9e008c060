package io.tenantdeletion.moderation.rest;

import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.moderation.submission.SubmissionFilter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/** Which submissions to list. */
public class SubmissionQuery {

    @QueryParam("status")
    @Pattern(regexp = "pending|approved|rejected|withdrawn")
    String status;

    @QueryParam("type")
    @Pattern(regexp = "create|update|delete")
    String type;

    @QueryParam("entity_type")
    String entityType;

    @QueryParam("entity_id")
    String entityId;

    @QueryParam("submitter")
    String submitter;

    @QueryParam("sort")
    @DefaultValue("submitted_at")
    @Pattern(regexp = "-?submitted_at")
    String sort;

    @QueryParam("page")
    @DefaultValue("1")
    @Min(1)
    @Max(1_000_000)
    int page;

    @QueryParam("page_size")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    int pageSize;

    SubmissionFilter filter() {
        return new SubmissionFilter(
                status,
                type,
                entityType,
                id("entity_id", entityId),
                id("submitter", submitter),
                new SubmissionFilter.Page(page, pageSize, sort.startsWith("-")));
    }

    private static UUID id(String name, String text) {
        return text == null ? null : Identifiers.parse(name, text);
    }
}
