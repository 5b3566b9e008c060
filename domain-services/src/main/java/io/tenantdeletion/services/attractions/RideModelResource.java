package io.tenantdeletion.services.attractions;

import io.quarkus.security.Authenticated;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.rest.ModeratedResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Models of rides. */
@Path("/api/v1/ride-models")
@Authenticated
@Tag(name = "Ride models")
public class RideModelResource extends ModeratedResource {

    private static final EntityKind KIND = EntityKind.of(RideModel.class, "ride_model", "name");

    RideModelResource() {
        super(KIND);
    }

    @Produces
    @Singleton
    static EntityKind kind() {
        return KIND;
    }
}
