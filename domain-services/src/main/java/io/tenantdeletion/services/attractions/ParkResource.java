package io.tenantdeletion.services.attractions;

import io.quarkus.security.Authenticated;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.rest.ModeratedResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Parks. */
@Path("/api/v1/parks")
@Authenticated
@Tag(name = "Parks")
public class ParkResource extends ModeratedResource {

    private static final EntityKind KIND = EntityKind.of(Park.class, "park", "name");

    ParkResource() {
        super(KIND);
    }

    @Produces
    @Singleton
    static EntityKind kind() {
        return KIND;
    }
}
