create table companies (
  id           uuid primary key,
  name         text not null,
  country      text,
  founded_year int,
  description  text
);

create table ride_models (
  id          uuid primary key,
  name        text not null,
  company_id  uuid not null references companies,
  description text
);
create index on ride_models (company_id);

create table parks (
  id          uuid primary key,
  name        text not null,
  status      text not null check (status in ('operating', 'closed', 'under_construction', 'defunct')),
  operator_id uuid references companies,
  city        text,
  country     text,
  latitude    numeric(9, 6),
  longitude   numeric(9, 6),
  opened_on   date,
  description text
);
create index on parks (operator_id);
create index on parks (name, id);

create table rides (
  id              uuid primary key,
  name            text not null,
  status          text not null check (status in ('operating', 'closed', 'under_construction', 'defunct')),
  park_id         uuid not null references parks,
  manufacturer_id uuid references companies,
  ride_model_id   uuid references ride_models,
  height_m        numeric(7, 2),
  opened_on       date,
  description     text
);
create index on rides (park_id);
create index on rides (manufacturer_id);
create index on rides (ride_model_id);
create index on rides (name, id);
