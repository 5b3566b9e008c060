create table city_weather_data (
    id uuid not null primary key,
    city text not null,
    observed_at timestamptz not null,
    temperature_celsius double precision,
    precipitation_mm double precision,
    condition text,
    source text not null
);

create table city_traffic_data (
    id uuid not null primary key,
    city text not null,
    observed_at timestamptz not null,
    intensity integer,
    average_speed_kmh double precision,
    source text not null
);

create table tenant_weather_data (
    id uuid not null primary key,
    tenant_id uuid not null,
    city_weather_id uuid not null references city_weather_data,
    location text not null,
    impact_factor double precision,
    recorded_at timestamptz not null
);
create index tenant_weather_data_tenant_id_idx on tenant_weather_data (tenant_id);
create index tenant_weather_data_city_weather_id_idx on tenant_weather_data (city_weather_id);

create table external_data_cache (
    id uuid not null primary key,
    tenant_id uuid not null,
    provider text not null,
    cache_key text not null,
    payload text,
    fetched_at timestamptz not null,
    expires_at timestamptz not null
);
create index external_data_cache_tenant_id_idx on external_data_cache (tenant_id);

create table api_key_usage (
    id uuid not null primary key,
    tenant_id uuid not null,
    provider text not null,
    endpoint text not null,
    calls integer not null,
    cost numeric(12, 2),
    used_on date not null
);
create index api_key_usage_tenant_id_idx on api_key_usage (tenant_id);

create table audit_logs (
    id uuid not null primary key,
    tenant_id uuid not null,
    actor_id uuid,
    action text not null,
    resource_type text,
    resource_id text,
    details text,
    created_at timestamptz not null
);
create index audit_logs_tenant_id_idx on audit_logs (tenant_id);
