package io.tenantdeletion.services.external;

import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** Traffic of a city at one time. */
@Entity
@Table(name = "city_traffic_data", schema = "external")
@SharedData(reason = "Traffic of a city is public data, bought once for all tenants.")
public class CityTrafficData extends Identified {

    @Column(name = "city", nullable = false)
    public String city;

    @Column(name = "observed_at", nullable = false)
    public Instant observedAt;

    @Column(name = "intensity")
    public Integer intensity;

    @Column(name = "average_speed_kmh")
    public Double averageSpeedKmh;

    @Column(name = "source", nullable = false)
    public String source;
}
