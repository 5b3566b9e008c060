package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Finding tenants, and making them. */
@Path(TenantListResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tenant")
class TenantListResource {

    static final String PATH = "/api/v1/tenants";

    private static final int LONGEST_TEXT = 200;

    private final Requesters requesters;
    private final TenantSearch search;
    private final TenantCreation creation;

    TenantListResource(Requesters requesters, TenantSearch search, TenantCreation creation) {
        this.requesters = requesters;
        this.search = search;
        this.creation = creation;
    }

    @GET
    public Uni<RestResponse<List<ListedTenant>>> tenants(
            @Parameter(description = "Only tenants the caller is a member of", example = "true") @RestQuery String mine,
            @Parameter(description = "An id, or a part of a name in whatever case", example = "espiga") @RestQuery
                    String q,
            @Parameter(
                            description = "By id, name or created_at; with a minus in front of the last two the other"
                                    + " way round. By id if not given",
                            example = "name")
                    @RestQuery
                    String sort,
            @Parameter(description = "The last tenant_id of the part before") @RestQuery String after,
            @Parameter(description = "The most entries, 1 to 1000; 500 where it is not given") @RestQuery
                    String limit) {
        Requester requester = requesters.current();
        boolean own = isOwn(mine);
        String text = text(q);
        UserId member = own || !requester.isTrusted() ? user(requester) : null;
        TenantSort order = TenantSort.named(sort);
        return search.find(text, member, order, PageParameters.of(after, limit))
                .map(page -> page.at(PATH + "?" + query(own, text, order)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "bakery", value = """
            {"name": "Panadería La Espiga"}""")))
    public Uni<RestResponse<TenantView>> create(NewTenant body, @Context HttpHeaders headers) {
        Requester requester = requesters.current();
        Optional<String> key = RequestHeaders.idempotencyKey(headers.getRequestHeader(DeletionHeaders.IDEMPOTENCY_KEY));
        return creation.create(NewTenant.nameOf(body), user(requester), key, requester)
                .map(tenant -> RestResponse.ResponseBuilder.<TenantView>created(
                                URI.create(PATH + "/" + tenant.tenantId()))
                        .entity(tenant)
                        .build());
    }

    private static UserId user(Requester requester) {
        return requester
                .user()
                .orElseThrow(() -> new ProblemException(ProblemType.FORBIDDEN, "The request names no user by UUID."));
    }

    private static boolean isOwn(String mine) {
        if (mine != null && !mine.equals("true") && !mine.equals("false")) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "mine is true or false.");
        }
        return "true".equals(mine);
    }

    private static String text(String q) {
        if (q != null && q.length() > LONGEST_TEXT) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "q has at most " + LONGEST_TEXT + " characters.");
        }
        return q == null || q.isBlank() ? null : q.strip();
    }

    private static String query(boolean own, String text, TenantSort sort) {
        return (own ? "mine=true&" : "")
                + (text == null ? "" : "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&")
                + (sort == TenantSort.ID ? "" : "sort=" + sort.parameter() + "&");
    }
}
