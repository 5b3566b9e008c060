package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.certificate.Certificate;
import io.tenantdeletion.orchestrator.certificate.CertificateKeys;
import io.tenantdeletion.orchestrator.certificate.Certificates;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The signed proof of one deletion. */
@Path(DeletionJobResource.PATH + "/{job_id}/certificate")
@Produces({MediaType.APPLICATION_JSON, JobCertificateResource.JOSE})
@Authenticated
@Tag(name = "Certificates")
public class JobCertificateResource {

    static final String JOSE = "application/jose";

    /** A certificate as it was signed. */
    public static final MediaType JOSE_TYPE = MediaType.valueOf(JOSE);

    private final Certificates certificates;
    private final CertificateKeys keys;
    private final JobAccess access;

    JobCertificateResource(Certificates certificates, CertificateKeys keys, JobAccess access) {
        this.certificates = certificates;
        this.keys = keys;
        this.access = access;
    }

    @GET
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
