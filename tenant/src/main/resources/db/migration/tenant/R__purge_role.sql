-- Run again whenever this text or the role's name changes. Everything else the purge role needs, it is granted at every
-- start: the event that a tenant is gone is written by the purge, in its transaction.
grant insert on outbox to "${purge_role}";
grant usage on sequence outbox_positions to "${purge_role}";
