package io.tenantdeletion.services.attractions;

import io.quarkus.security.Authenticated;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.rest.ModeratedResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rides. */
@Path("/api/v1/rides")
@Authenticated
@Tag(name = "Rides")
public class RideResource extends ModeratedResource {

    private static final EntityKind KIND = EntityKind.of(Ride.class, "ride", "name");

    RideResource() {
        super(KIND);
    }

    @Produces
    @Singleton
    static EntityKind kind() {
        return KIND;
    }
}
