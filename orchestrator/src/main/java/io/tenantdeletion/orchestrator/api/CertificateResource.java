package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.certificate.CertificateKeys;
import io.tenantdeletion.orchestrator.certificate.Certificates;
import io.tenantdeletion.orchestrator.certificate.PublicKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All signed proofs of deletions, and what they are verified with. */
@Path(CertificateResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
public class CertificateResource {

    static final String PATH = "/api/v1/certificates";

    private final Certificates certificates;
    private final CertificateKeys keys;

    CertificateResource(Certificates certificates, CertificateKeys keys) {
        this.certificates = certificates;
        this.keys = keys;
    }

    @GET
    @Path("/keys")
    @PermitAll
    public PublicKeys published() {
        return keys.published();
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<CertificatePage> all(@BeanParam PageQuery query) {
        int size = query.size();
        long offset = (query.number() - 1L) * size;
        return Uni.combine()
                .all()
                .unis(certificates.page(size, offset), certificates.last())
                .with((items, total) -> new CertificatePage(items, query.number(), size, total));
    }
}
