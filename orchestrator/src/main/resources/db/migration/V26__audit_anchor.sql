-- Old lines of the audit log can be cut off: the chain begins behind them then, and a line of its own says where and how many.
create table audit_anchor (
  single boolean     primary key default true check (single),
  seq    bigint      not null, -- number and hash of the last line that was cut off
  hash   text        not null,
  cut_at timestamptz not null
);
insert into audit_anchor (seq, hash, cut_at) values (0, repeat('0', 64), now());

-- It goes forward only, to a line that is there and is not the last one.
create function check_audit_anchor() returns trigger language plpgsql as $$
begin
  if new.seq <= old.seq
      or not exists (select from orchestrator.audit_log l where l.seq = new.seq and l.hash = new.hash)
      or new.seq >= (select h.seq from orchestrator.audit_head h) then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger audit_anchor_forward before update on audit_anchor
  for each row execute function check_audit_anchor();
create trigger audit_anchor_stays before insert or delete or truncate on audit_anchor
  for each statement execute function refuse_audit_change();

-- Lines go only up to the anchor.
create function check_audit_cut() returns trigger language plpgsql as $$
begin
  if old.seq > (select a.seq from orchestrator.audit_anchor a) then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;

drop trigger audit_log_append_only on audit_log;
create trigger audit_log_append_only
  before truncate or update of seq, event_id, at, actor, action, subject, job_id, outcome, detail, prev_hash,
    hash, hash_version, source_digest, reason_digest on audit_log
  for each statement execute function refuse_audit_change();
create trigger audit_log_cut before delete on audit_log
  for each row execute function check_audit_cut();

-- Cuts off the oldest lines, a batch at most, up to the first that is not older than that; how many went.
create function cut_audit(_before timestamptz, _most integer) returns bigint language plpgsql as $$
declare
  _head   orchestrator.audit_head;
  _anchor orchestrator.audit_anchor;
  _until  bigint;
  _hash   text;
  _gone   bigint;
begin
  -- Nobody seals meanwhile.
  select * into strict _head from orchestrator.audit_head for update;
  select * into strict _anchor from orchestrator.audit_anchor for update;
  select least(coalesce(min(seq) filter (where at >= _before) - 1, max(seq)), _head.seq - 1) into _until
  from (select l.seq, l.at from orchestrator.audit_log l where l.seq > _anchor.seq order by l.seq limit _most) as oldest;
  if _until is null or _until <= _anchor.seq then
    return 0;
  end if;
  select l.hash into strict _hash from orchestrator.audit_log l where l.seq = _until;
  update orchestrator.audit_anchor set seq = _until, hash = _hash, cut_at = clock_timestamp();
  delete from orchestrator.audit_log where seq <= _until;
  get diagnostics _gone = row_count;
  perform orchestrator.append_audit(gen_random_uuid(), null, 'orchestrator', null, 'audit.cut', null, null, 'done', null,
    jsonb_build_object('seq', _until, 'hash', _hash, 'lines', _gone));
  return _gone;
end $$;
