package io.tenantdeletion.services.attractions;

import io.quarkus.security.Authenticated;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.rest.ModeratedResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reviews of parks and rides. */
@Path("/api/v1/reviews")
@Authenticated
@Tag(name = "Reviews")
public class ReviewResource extends ModeratedResource {

    private static final EntityKind KIND = EntityKind.of(Review.class, "review", "text");

    ReviewResource() {
        super(KIND);
    }

    @Produces
    @Singleton
    static EntityKind kind() {
        return KIND;
    }
}
