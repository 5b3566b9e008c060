-- What was told so far and never sent is sent now.
create temporary table told on commit drop as select * from tenant.outbox;
drop table tenant.outbox;

-- Events, and their delivery. The tables are the same in every application that tells something.

-- What happened. Ids, counts and times only: a row outlives what it tells of.
create table tenant.outbox (
  id            uuid        primary key,
  position      bigint      not null unique, -- of one subject's events, the order of commits
  type          text        not null,
  source        text        not null,
  subject       uuid        not null,
  time          timestamptz not null,
  data          jsonb       not null check (jsonb_typeof(data) = 'object'),
  fanned_out_at timestamptz                  -- when it was written down to which sinks it goes
);
create index outbox_new on tenant.outbox (position) where fanned_out_at is null;
create index outbox_by_age on tenant.outbox (fanned_out_at) where fanned_out_at is not null;
create sequence tenant.outbox_positions;

-- Whoever writes about a subject waits until those who wrote about it before have committed, so positions are in the order
-- of commits. Whoever writes about several takes them in the order of their ids.
create function tenant.position_event() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.subject::text, 13));
  new.position := nextval('tenant.outbox_positions');
  return new;
end $$;

create trigger outbox_position before insert on tenant.outbox for each row execute function tenant.position_event();
-- In transactions without PostgreSQL's own checks, too.
alter table tenant.outbox enable always trigger outbox_position;

-- An event on its way to a sink.
create table tenant.delivery (
  event_id        uuid        not null,
  sink            text        not null,
  position        bigint      not null,
  subject         uuid        not null,
  status          text        not null default 'pending' check (status in ('pending', 'delivered', 'dead')),
  attempts        int         not null default 0,
  response_code   int,
  duration_ms     bigint,
  reason          text,
  next_attempt_at timestamptz,
  created_at      timestamptz not null default now(),
  delivered_at    timestamptz,
  primary key (event_id, sink)
);
create index delivery_by_sink on tenant.delivery (sink, created_at, position);
-- The only one by position, so that nothing else is used for a subject's next events.
create index delivery_pending_of_subject on tenant.delivery (sink, subject, position) where status = 'pending';
create index delivery_pending on tenant.delivery (sink, created_at) where status = 'pending';
create index delivery_dead on tenant.delivery (created_at, position) where status = 'dead';

-- One row for a sink and a subject with something pending: who may deliver it, and when. Whoever holds one has moved due_at
-- to the end of the lease.
create table tenant.delivery_lane (
  sink          text        not null,
  subject       uuid        not null,
  due_at        timestamptz not null default now(),
  lease         uuid,
  last_position bigint      not null, -- of its last event: the lane stays until that is dealt with
  primary key (subject, sink)
);
create index delivery_lane_due on tenant.delivery_lane (sink, due_at);

-- Sinks that are away, or were.
create table tenant.delivery_sink (
  name          text        primary key,
  attempts      int         not null default 0,
  failing_since timestamptz,
  paused_until  timestamptz,
  last_error    text
);

insert into tenant.outbox (id, type, source, subject, time, data)
select id, type, 'tenant', aggregate_id, created_at,
       jsonb_build_object('tenant_id', aggregate_id)
         || jsonb_strip_nulls(jsonb_build_object('subscription_id', payload -> 'subscription_id'))
  from told where published_at is null order by created_at;

-- A plan's name is a word of configuration; one that is not is left out.
create or replace function tenant.cancel_deleted_subscriptions() returns trigger language plpgsql as $$
begin
    insert into tenant.outbox (id, type, source, subject, time, data)
    select gen_random_uuid(), 'subscription.cancelled', 'tenant', gone.tenant_id, now(),
           jsonb_strip_nulls(jsonb_build_object(
             'tenant_id', gone.tenant_id, 'subscription_id', gone.id,
             'plan', case when gone.plan ~ '^[a-zA-Z0-9_.:+-]{1,64}$' then gone.plan end))
      from gone where gone.status = 'active' order by gone.tenant_id;
    return null;
end
$$;
