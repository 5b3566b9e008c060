-- Tokens of suspensions only grow, also where this database is lost, or an older one is restored: the tenant service goes on
-- knowing the last one. So they are the milliseconds since 1970, or more where that is not enough. Two that are the same would do
-- no harm but where they are about the same tenant.
create function next_suspension_token() returns bigint language plpgsql volatile security definer
set search_path = pg_catalog as $$
declare
  _token bigint := nextval('orchestrator.suspension_tokens');
  _now   bigint := extract(epoch from clock_timestamp()) * 1000;
begin
  if _token < _now then
    return setval('orchestrator.suspension_tokens', _now);
  end if;
  return _token;
end $$;

alter table deletion_jobs alter column suspension_token set default orchestrator.next_suspension_token();
