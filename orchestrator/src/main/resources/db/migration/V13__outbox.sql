-- Events, and their delivery. The tables are the same in every application that tells something.

-- What happened. Ids, counts and times only: a row outlives what it tells of.
create table outbox (
  id            uuid        primary key,
  position      bigint      not null unique, -- of one subject's events, the order of commits
  type          text        not null,
  source        text        not null,
  subject       uuid        not null,
  time          timestamptz not null,
  data          jsonb       not null check (jsonb_typeof(data) = 'object'),
  fanned_out_at timestamptz                  -- when it was written down to which sinks it goes
);
create index outbox_new on outbox (position) where fanned_out_at is null;
create index outbox_by_age on outbox (fanned_out_at) where fanned_out_at is not null;
create sequence outbox_positions;

-- Whoever writes about a subject waits until those who wrote about it before have committed, so positions are in the order
-- of commits. Whoever writes about several takes them in the order of their ids.
create function position_event() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.subject::text, 13));
  new.position := nextval('orchestrator.outbox_positions');
  return new;
end $$;

create trigger outbox_position before insert on outbox for each row execute function position_event();
-- In transactions without PostgreSQL's own checks, too.
alter table outbox enable always trigger outbox_position;

-- An event on its way to a sink.
create table delivery (
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
create index delivery_by_sink on delivery (sink, created_at, position);
-- The only one by position, so that nothing else is used for a subject's next events.
create index delivery_pending_of_subject on delivery (sink, subject, position) where status = 'pending';
create index delivery_pending on delivery (sink, created_at) where status = 'pending';
create index delivery_dead on delivery (created_at, position) where status = 'dead';

-- One row for a sink and a subject with something pending: who may deliver it, and when. Whoever holds one has moved due_at
-- to the end of the lease.
create table delivery_lane (
  sink          text        not null,
  subject       uuid        not null,
  due_at        timestamptz not null default now(),
  lease         uuid,
  last_position bigint      not null, -- of its last event: the lane stays until that is dealt with
  primary key (subject, sink)
);
create index delivery_lane_due on delivery_lane (sink, due_at);

-- Sinks that are away, or were.
create table delivery_sink (
  name          text        primary key,
  attempts      int         not null default 0,
  failing_since timestamptz,
  paused_until  timestamptz,
  last_error    text
);
