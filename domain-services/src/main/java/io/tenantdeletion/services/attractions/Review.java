package io.tenantdeletion.services.attractions;

import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.moderation.kind.ModeratedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What a person says of a park or a ride. It stays when they are deleted, and does not name them any more. */
@Entity
@Table(name = "reviews", schema = "attractions")
@SharedData(reason = "The catalogue belongs to no tenant")
@UserData(column = "author_id", anonymize = true)
public class Review extends ModeratedEntity {

    @Column(name = "park_id")
    public UUID parkId;

    @Column(name = "ride_id")
    public UUID rideId;

    @NotNull
    @Min(1)
    @Max(5)
    @Column(name = "rating", nullable = false)
    public Integer rating;

    @NotBlank
    @Size(max = 5000)
    @Column(name = "text", nullable = false)
    public String text;

    @Column(name = "author_id")
    public UUID authorId;

    @AssertTrue(message = "must be of a park or of a ride")
    public boolean isOfOneThing() {
        return (parkId == null) != (rideId == null);
    }
}
