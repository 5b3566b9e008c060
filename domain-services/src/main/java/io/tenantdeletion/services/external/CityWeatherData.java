package io.tenantdeletion.services.external;

import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** Weather of a city at one time. */
@Entity
@Table(name = "city_weather_data", schema = "external")
@SharedData(reason = "Weather of a city is public data, bought once for all tenants.")
public class CityWeatherData extends Identified {

    @Column(name = "city", nullable = false)
    public String city;

    @Column(name = "observed_at", nullable = false)
    public Instant observedAt;

    @Column(name = "temperature_celsius")
    public Double temperatureCelsius;

    @Column(name = "precipitation_mm")
    public Double precipitationMm;

    @Column(name = "condition")
    public String condition;

    @Column(name = "source", nullable = false)
    public String source;
}
