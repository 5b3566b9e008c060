-- A schema as it is met in the wild: cascades, missing indexes, a column by another name, tables of nobody.
create schema shop_loyalty;
set search_path = shop_loyalty;
create type card_kind as enum ('paper', 'plastic');
create table countries (code char(2) primary key, name text not null);
create table tiers (id bigserial primary key, tenant_id uuid not null, name varchar(40) not null, next_tier bigint references tiers);
create table cards (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  tier_id bigint not null references tiers on delete cascade,
  country char(2) references countries,
  kind card_kind not null default 'paper',
  "Number" text not null unique,
  opened_at timestamptz not null default now());
create index on cards (tenant_id);
create table points (
  id bigint generated always as identity primary key,
  card_id uuid not null references cards on delete cascade,
  amount numeric(10, 2) not null check (amount <> 0));
create table offers (id uuid primary key, tenant_id uuid not null, title text not null, created_by uuid);
create table redemptions (
  id uuid primary key,
  tenant_id uuid not null,
  offer_id uuid not null references offers,
  at timestamptz not null);
create view rich as select * from cards;
