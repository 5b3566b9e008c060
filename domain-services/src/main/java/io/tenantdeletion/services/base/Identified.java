package io.tenantdeletion.services.base;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A row with a UUID of its own, chosen by whoever writes it. */
@MappedSuperclass
public abstract class Identified extends PanacheEntityBase {

    @Id
    @Column(name = "id", nullable = false)
    public UUID id;
}
