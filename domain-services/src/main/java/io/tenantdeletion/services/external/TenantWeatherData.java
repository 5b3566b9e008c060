package io.tenantdeletion.services.external;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A city's weather as it matters to a tenant. */
@Entity
@Table(name = "tenant_weather_data", schema = "external")
@TenantData
public class TenantWeatherData extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "city_weather_id", nullable = false)
    public CityWeatherData cityWeather;

    @Column(name = "location", nullable = false)
    public String location;

    @Column(name = "impact_factor")
    public Double impactFactor;

    @Column(name = "recorded_at", nullable = false)
    public Instant recordedAt;
}
