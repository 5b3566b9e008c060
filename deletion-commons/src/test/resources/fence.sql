-- Every shape of table that a fence has to guard, with names that need quotes.
create schema "Shop";
set search_path = "Shop";

create table "Customers" (
  id bigint primary key, tenant_id uuid not null, "user" uuid, name text);
create index on "Customers" (tenant_id);
create table "Order" (
  region text, number int, customer bigint not null references "Customers", note text, primary key (region, number));
create index on "Order" (customer);
create table items (
  id bigint primary key, region text not null, number int not null, foreign key (region, number) references "Order");
create index on items (region, number);
create table notes (
  id bigint primary key, customer bigint references "Customers", item bigint references items);
create index on notes (customer);
create index on notes (item);

create table events (id bigint, at date not null, tenant_id uuid not null, note text, primary key (id, at)) partition by range (at);
create index on events (tenant_id);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table events_later partition of events for values from ('2025-01-01') to (maxvalue) partition by range (at);
create table events_2025 partition of events_later for values from ('2025-01-01') to ('2026-01-01');
create table events_last partition of events_later default;
create table event_lines (id bigint primary key, event bigint not null, at date not null, foreign key (event, at) references events);
create index on event_lines (event, at);

create table documents (
  id bigint primary key, body text not null, tenant_id text not null generated always as (split_part(body, ':', 1)) stored);
create index on documents (tenant_id);

create table audit (id bigint primary key, tenant_id uuid not null, actor uuid);
create index on audit (tenant_id);
create index on audit (actor);

create table cities (id bigint primary key, name text);
