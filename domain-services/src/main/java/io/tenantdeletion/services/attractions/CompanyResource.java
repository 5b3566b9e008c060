package io.tenantdeletion.services.attractions;

import io.quarkus.security.Authenticated;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.rest.ModeratedResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Companies. */
@Path("/api/v1/companies")
@Authenticated
@Tag(name = "Companies")
public class CompanyResource extends ModeratedResource {

    private static final EntityKind KIND = EntityKind.of(Company.class, "company", "name");

    CompanyResource() {
        super(KIND);
    }

    @Produces
    @Singleton
    static EntityKind kind() {
        return KIND;
    }
}
