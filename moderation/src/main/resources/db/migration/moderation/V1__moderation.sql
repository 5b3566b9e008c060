-- What somebody wants changed. Whoever submitted it can be deleted: the row stays and loses the person.
create table submissions (
  id           uuid primary key,
  type         text not null check (type in ('create', 'update', 'delete')),
  status       text not null check (status in ('pending', 'approved', 'rejected', 'withdrawn')),
  entity_type  text not null,
  entity_id    uuid not null,
  entity_name  text,
  part_of      uuid references submissions,
  position     int not null,
  submitted_by uuid,
  submitted_at timestamptz not null,
  reason       text,
  source       text not null,
  address      text,
  agent        text,
  metadata     jsonb not null,
  effective_at timestamptz,
  decided_at   timestamptz,
  applied_at   timestamptz,
  applied_in   xid8
);
create index submissions_queue on submissions (status, submitted_at, id) where part_of is null;
create index on submissions (submitted_at, id) where part_of is null;
create index on submissions (submitted_by, submitted_at);
create index on submissions (entity_type, entity_id, submitted_at);
create index on submissions (part_of);
create index submissions_due on submissions (effective_at) where status = 'approved' and applied_at is null;
-- One deletion of an entity waits at a time.
create unique index submissions_one_deletion on submissions (entity_type, entity_id)
  where status = 'pending' and type = 'delete';

create table submission_items (
  submission_id uuid not null references submissions,
  position      int not null,
  field_name    text not null,
  field_label   text not null,
  old_value     jsonb,
  new_value     jsonb,
  change_type   text not null check (change_type in ('add', 'modify', 'remove')),
  primary key (submission_id, position)
);

-- The complete row that a deletion takes away, but for the person it names, who can be deleted.
create table snapshots (
  submission_id uuid primary key references submissions,
  snapshot      jsonb not null,
  person_id     uuid
);
create index on snapshots (person_id);

create table decisions (
  submission_id uuid primary key references submissions,
  decided_by    uuid,
  reason        text,
  direct        boolean not null
);
create index on decisions (decided_by);

-- Whoever is deleted leaves no text and no address behind, and nothing of theirs is decided any more.
create function forget_submitter() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.submitted_by is not null and new.submitted_by is null then
    new.reason := null;
    new.address := null;
    new.agent := null;
    new.metadata := new.metadata - 'deletion_reason';
    if new.status = 'pending' then
      new.status := 'withdrawn';
      new.decided_at := now();
    end if;
  end if;
  return new;
end $$;
create trigger forget_submitter before update on submissions for each row execute function forget_submitter();

create function forget_decider() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.decided_by is not null and new.decided_by is null and new.reason is not distinct from old.reason then
    new.reason := null;
  end if;
  return new;
end $$;
create trigger forget_decider before update on decisions for each row execute function forget_decider();

-- Of every moderated table: a row changes only in the transaction that applies an approved submission about it. No setting
-- of a session opens it; whoever writes leaves the submission behind. The second argument names the column that a user's
-- deletion empties.
create function require_submission() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  entity uuid := coalesce(old.id, new.id);
begin
  if exists (
    select from moderation.submissions s
    where s.entity_type = tg_argv[0] and s.entity_id = entity and s.status = 'approved'
      and s.applied_in = pg_current_xact_id_if_assigned()
      and s.type = any (case tg_op when 'INSERT' then '{create}'::text[]
                                   when 'UPDATE' then '{update,delete}' else '{delete}' end))
    and (tg_op <> 'UPDATE' or new.id = old.id)
    or tg_op = 'UPDATE' and tg_nargs > 1
    and to_jsonb(new) = to_jsonb(old) || jsonb_build_object(tg_argv[1], null)
  then
    return coalesce(new, old);
  end if;
  raise exception using
    errcode = 'insufficient_privilege',
    message = format('%s of %s.%s is not allowed: rows change by approved submissions only',
                     tg_op, tg_table_schema, tg_table_name),
    hint = 'Submit the change to the API; who moderates has it applied at once.';
end $$;
