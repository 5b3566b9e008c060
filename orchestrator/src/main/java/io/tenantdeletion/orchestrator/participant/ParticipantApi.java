package io.tenantdeletion.orchestrator.participant;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The contract of a service, the same for tenants' data and for users', as text: {@link ResponseValidator} decides what
 * an answer is worth.
 */
@RegisterRestClient(configKey = "participant")
@OidcClientFilter
@Path("/api/v1/{data}/{kind}/{subject_id}")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
interface ParticipantApi {

    @DELETE
    Uni<RestResponse<String>> purge(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @BeanParam PurgeHeaders headers);

    @POST
    @Path("/restore")
    Uni<RestResponse<String>> restore(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId,
            @HeaderParam(DeletionHeaders.RESTORE_KEY) String restoreKey);

    @DELETE
    @Path("/restore")
    Uni<RestResponse<String>> forgetRestoreLog(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId);

    @GET
    @Path("/external-data")
    Uni<RestResponse<String>> countExternalData(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId);

    @DELETE
    @Path("/external-data")
    Uni<RestResponse<String>> removeExternalData(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId);

    @GET
    @Path("/deletion-preview")
    Uni<RestResponse<String>> preview(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId,
            @HeaderParam(DeletionHeaders.PREFER) String prefer);

    @POST
    @Path("/deletion-fence")
    Uni<RestResponse<String>> fence(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId);

    @DELETE
    @Path("/deletion-fence")
    Uni<RestResponse<String>> liftFence(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId);

    @GET
    @Path("/deletion-verification")
    Uni<RestResponse<String>> verify(
            @PathParam("data") String data,
            @PathParam("kind") String kind,
            @PathParam("subject_id") String subjectId,
            @HeaderParam(DeletionHeaders.JOB_ID) String jobId);
}
