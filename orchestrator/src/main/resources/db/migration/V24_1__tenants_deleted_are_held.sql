-- The tenant service tells of a tenant's last changes in an outbox of its own, which is read a moment after the commit. So that a
-- tenant is gone is held until the tenant service's own event of the same id has come, or for a while; and what the
-- orchestrator tells of that tenant behind it waits with it.
create function hold_event() returns trigger language plpgsql as $$
begin
  if new.type = 'tenant.deleted' then
    new.held_since := clock_timestamp();
  else
    new.held_since := (
      select min(o.held_since) from orchestrator.outbox o
       where o.subject = new.subject and o.held_since is not null and o.source is not distinct from new.source);
  end if;
  return new;
end $$;

-- By its name it comes after the one that locks the subject.
create trigger outbox_position_held before insert on outbox
  for each row when (new.source = 'orchestrator') execute function hold_event();
alter table outbox enable always trigger outbox_position_held;
