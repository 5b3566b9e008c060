package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.moderation.kind.EntityKind;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The endpoints of one kind of entity. A context extends it with a path, its kind and {@code @Authenticated}, which is
 * not inherited, and nothing else.
 *
 * <p>What a moderator asks for is applied at once; what anybody else asks for waits for one.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public abstract class ModeratedResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final EntityKind kind;

    @Inject
    ModeratedEntities entities;

    @Inject
    Changes changes;

    @Inject
    Requests requests;

    protected ModeratedResource(EntityKind kind) {
        this.kind = kind;
    }

    @GET
    @Authenticated
    @Operation(summary = "List them", description = "For any signed-in user; filtered, sorted, paged.")
    @APIResponse(responseCode = "200", description = "A page")
    public Uni<EntityPage> list(@Valid @BeanParam ListQuery query) {
        requests.requireServed();
        return entities.list(query.of(kind), query.page, query.pageSize);
    }

    @GET
    @Authenticated
    @Path("/{id}")
    @Operation(summary = "One of them", description = "For any signed-in user; a closed one, too.")
    @APIResponse(
            responseCode = "200",
            description = "The entity",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Uni<ObjectNode> get(@PathParam("id") EntityId id) {
        requests.requireServed();
        return entities.get(kind, id.value());
    }

    @POST
    @Authenticated
    @Operation(summary = "Create one", description = "201 where a moderator does; otherwise 202, and it waits for one.")
    @APIResponse(responseCode = "201", description = "Created by a moderator")
    @APIResponse(responseCode = "202", description = "Submitted")
    @APIResponse(responseCode = "422", description = "`invalid-entity`, with `violations`")
    public Uni<RestResponse<ChangeResponse>> create(
            @Schema(implementation = Object.class) byte[] body, @QueryParam("reason") String reason)
            throws IOException {
        return changes.create(kind, body, requests.requester("api", reason));
    }

    @PUT
    @Authenticated
    @Path("/{id}")
    @Operation(summary = "Replace its fields", description = "What is left out gets its default, or is empty.")
    @APIResponse(responseCode = "200", description = "Updated by a moderator")
    @APIResponse(responseCode = "202", description = "Submitted")
    @APIResponse(responseCode = "422", description = "`invalid-entity`, or `nothing-to-change`")
    public Uni<RestResponse<ChangeResponse>> replace(
            @PathParam("id") EntityId id,
            @Schema(implementation = Object.class) byte[] body,
            @QueryParam("reason") String reason)
            throws IOException {
        return changes.replace(kind, id.value(), body, requests.requester("api", reason));
    }

    @PATCH
    @Authenticated
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change some of its fields", description = "By RFC 7396: null empties a field.")
    @APIResponse(responseCode = "200", description = "Updated by a moderator")
    @APIResponse(responseCode = "202", description = "Submitted")
    @APIResponse(responseCode = "422", description = "`invalid-entity`, or `nothing-to-change`")
    public Uni<RestResponse<ChangeResponse>> patch(
            @PathParam("id") EntityId id,
            @Schema(implementation = Object.class) byte[] body,
            @QueryParam("reason") String reason)
            throws IOException {
        return changes.patch(kind, id.value(), body, requests.requester("api", reason));
    }

    @DELETE
    @Authenticated
    @Path("/{id}")
    @Operation(
            summary = "Delete one",
            description = "Softly where it has a status: it is closed and all else stays. Otherwise for good, with a"
                    + " snapshot from which it can be restored.")
    @APIResponse(responseCode = "200", description = "Deleted by a moderator")
    @APIResponse(responseCode = "202", description = "Submitted, or scheduled by a moderator")
    @APIResponse(responseCode = "409", description = "`has-dependants`, `already-closed` or `already-pending`")
    public Uni<RestResponse<ChangeResponse>> delete(@PathParam("id") EntityId id, @BeanParam DeletionQuery query) {
        return changes.delete(kind, id.value(), query, requests.requester("api", query.reason, query.effectiveAt));
    }

    @GET
    @Authenticated
    @Path("/{id}/deletion-preview")
    @Operation(summary = "What depends on it", description = "Counts, and the first few by name. Changes nothing.")
    @APIResponse(responseCode = "200", description = "What a deletion would do")
    public Uni<DeletionPreview> preview(@PathParam("id") EntityId id) {
        requests.requireServed();
        return entities.preview(kind, id.value());
    }

    @POST
    @Authenticated
    @Path("/{id}/restore")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Open one again that is closed")
    @APIResponse(responseCode = "200", description = "Restored by a moderator")
    @APIResponse(responseCode = "202", description = "Submitted")
    @APIResponse(responseCode = "409", description = "`not-deleted`")
    public Uni<RestResponse<ChangeResponse>> restore(
            @PathParam("id") EntityId id, @QueryParam("reason") String reason) {
        return changes.reopen(kind, id.value(), requests.requester("api", reason));
    }
}
