-- Webhooks: who is told of events by HTTP.

create table webhooks (
  id                  uuid        primary key,
  url                 text        not null,
  events              text[]      not null check (cardinality(events) > 0),
  description         text,
  enabled             boolean     not null,
  -- Why it was disabled by itself: gone (the receiver said so) or failing; null where a person did it, or nobody.
  disabled_reason     text        check (disabled_reason is null or disabled_reason in ('gone', 'failing') and not enabled),
  disabled_at         timestamptz,
  -- What signs has to be readable: secrets are kept as they are, and never read but to sign.
  secret              text        not null,
  former_secret       text,
  former_secret_until timestamptz,
  failing_since       timestamptz, -- since when nothing was taken; null once something is
  last_error          text,
  created_at          timestamptz not null,
  created_by          text        not null,
  check ((former_secret is null) = (former_secret_until is null))
);

-- A line about a change of a webhook; its address stays out of it, which may have secrets of the receiver's.
create function audit_webhook(_actor text, _source text, _action text, _id uuid, _detail jsonb) returns void
    language sql as $$
  select orchestrator.append_audit(gen_random_uuid(), null, _actor, _source, 'webhook.' || _action, null, null,
    case _action when 'disabled' then 'failed' else 'done' end, null,
    jsonb_build_object('webhook_id', _id) || jsonb_strip_nulls(_detail))
$$;
