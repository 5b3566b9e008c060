-- Events that wait for what others have to tell of their subject before them. Two outboxes have an order each; of both together
-- there is one only where the event that ends both is held until the other outbox has told its own.
alter table outbox add column held_since timestamptz; -- not given to sinks yet
create index outbox_held on outbox (subject, held_since) where held_since is not null;

-- Lets a subject's events go, in their order, behind everything that has come meanwhile.
create function let_go(_subject uuid) returns void language plpgsql as $$
declare
  _id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(_subject::text, 13));
  for _id in
    select o.id from orchestrator.outbox o where o.subject = _subject and o.held_since is not null order by o.position
  loop
    update orchestrator.outbox set held_since = null, position = nextval('orchestrator.outbox_positions') where id = _id;
  end loop;
end $$;
