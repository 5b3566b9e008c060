-- Events that the audit log refused for good are set aside with its answer, so that they hold up no other one. To have
-- one sent again, set both columns to null.
alter table tenant.audit_outbox
    add column refused_at     timestamptz,
    add column refused_status int,
    add constraint audit_outbox_refused check ((refused_at is null) = (refused_status is null));
create index audit_outbox_waiting on tenant.audit_outbox (position) where refused_at is null;
