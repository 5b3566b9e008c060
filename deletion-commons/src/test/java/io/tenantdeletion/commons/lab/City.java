package io.tenantdeletion.commons.lab;

import io.tenantdeletion.commons.mark.SharedData;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "cities", schema = "lab")
@SharedData(reason = "Cities are the same for every tenant")
class City {

    @Id
    UUID id;
}
