package io.tenantdeletion.moderation.rest;

import io.tenantdeletion.moderation.entity.EntityQuery;
import io.tenantdeletion.moderation.kind.EntityKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which entities to list. */
public class ListQuery {

    @Parameter(description = "Part of the name, whatever its case")
    @QueryParam("q")
    String q;

    @Parameter(description = "field:value, as often as wanted", example = "country:ES")
    @QueryParam("filter")
    List<String> filter;

    @Parameter(
            description = "A field, with - before it for the other direction; by name if left out",
            example = "-name")
    @QueryParam("sort")
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

    EntityQuery of(EntityKind kind) {
        EntityQuery query = new EntityQuery(kind).named(q).page(page, pageSize);
        if (filter != null) {
            filter.forEach(query::having);
        }
        return sort == null ? query : query.sortedBy(sort);
    }
}
