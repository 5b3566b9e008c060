package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.certificate.Certificate;
import io.tenantdeletion.orchestrator.certificate.CertificateKeys;
import io.tenantdeletion.orchestrator.certificate.Certificates;
import io.tenantdeletion.orchestrator.certificate.PublicKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signed proofs of deletions, and what they are verified with. */
@Path("/api/v1")
@Tag(name = "Certificates")
public class CertificateResource {

    private static final String JOSE = "application/jose";

    /** A certificate as it was signed. */
    public static final MediaType JOSE_TYPE = MediaType.valueOf(JOSE);

    private final Certificates certificates;
    private final CertificateKeys keys;
    private final JobAccess access;

    CertificateResource(Certificates certificates, CertificateKeys keys, JobAccess access) {
        this.certificates = certificates;
        this.keys = keys;
        this.access = access;
    }

    @GET
    @Path("/certificates/keys")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "certificateKeys",
            summary = "What certificates are verified with",
            description = "A JSON Web Key Set, for everybody: the key that signs now first, and every one that has signed"
                    + " before.")
    @APIResponse(responseCode = "200", description = "The public keys")
    public PublicKeys published() {
        return keys.published();
    }

    @GET
    @Path("/certificates")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "certificates",
            summary = "All certificates, in the order of their numbers",
            description = "Numbers have no gaps, and each certificate has the hash of the one before: whoever reads all of"
                    + " them sees whether one is missing, changed or swapped.")
    @APIResponse(responseCode = "200", description = "A page of certificates")
    public Uni<CertificatePage> all(@BeanParam PageQuery query) {
        int size = query.size();
        long offset = (query.number() - 1L) * size;
        return Uni.combine()
                .all()
                .unis(certificates.page(size, offset), certificates.last())
                .with((items, total) -> new CertificatePage(items, query.number(), size, total));
    }

    @GET
    @Path("/deletion-jobs/{job_id}/certificate")
    @Authenticated
    @Produces({MediaType.APPLICATION_JSON, JOSE})
    @Operation(
            operationId = "certificate",
            summary = "A job's certificate",
            description = "As JWS in compact form with `Accept: application/jose`, or what it says as JSON. For whoever may"
                    + " read the job. It is issued when nothing of what the job has deleted can be brought back.")
    @APIResponse(
            responseCode = "200",
            description = "The certificate",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = JOSE, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", description = "Unknown job, or it has no certificate")
    public Uni<Response> ofJob(@PathParam("job_id") JobId id, @Context Request request) {
        Variant accepted = request.selectVariant(
                Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, JOSE_TYPE).build());
        if (accepted == null) {
            throw new ProblemException(ProblemType.NOT_ACCEPTABLE, "Certificates are " + JOSE + " or JSON.");
        }
        return ofJob(id, accepted.getMediaType());
    }

    /** A job's certificate in this form, for whoever may read the job. */
    public Uni<Response> ofJob(JobId id, MediaType type) {
        return access.readable(id)
                .chain(job -> certificates.of(id))
                .map(found -> answer(found.orElseThrow(this::none), type));
    }

    private static Response answer(Certificate found, MediaType type) {
        boolean jose = type.isCompatible(JOSE_TYPE);
        return Response.ok(jose ? found.certificate() : found.payload(), type)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private ProblemException none() {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                keys.signing().isPresent()
                        ? "This job has no certificate, or not yet."
                        : "This job has no certificate: the platform has no key to sign one with.");
    }
}
