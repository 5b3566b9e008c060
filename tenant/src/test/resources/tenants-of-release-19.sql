-- Tenants as the release with the schema of version 19 had left them: one whose job has begun to delete, one whose deletion is
-- pending, one that nothing is about; with a line for the audit log and an event that were not sent yet.
insert into tenant.tenants (id, name, owner_id, status, deletion_job_id, deletion_due_at, status_before_deletion,
  suspension_token, purging)
values
  ('00000000-0000-4000-8000-0000000000b1', 'Harbour', '00000000-0000-4000-8000-0000000000c1', 'inactive',
   '00000000-0000-4000-8000-0000000000a1', now(), 'active', 7, true),
  ('00000000-0000-4000-8000-0000000000b2', 'Mill', '00000000-0000-4000-8000-0000000000c1', 'inactive',
   '00000000-0000-4000-8000-0000000000a2', now() + interval '1 day', 'active', 8, false),
  ('00000000-0000-4000-8000-0000000000b3', 'Corner', '00000000-0000-4000-8000-0000000000c1', 'active', null, null, null, 0,
   false);
insert into tenant.tenant_members (tenant_id, user_id, role) select id, owner_id, 'owner' from tenant.tenants;
insert into tenant.subscriptions (tenant_id, plan) select id, 'basic' from tenant.tenants;
insert into tenant.audit_logs (tenant_id, user_id, action) select id, owner_id, 'login' from tenant.tenants;

insert into tenant.audit_outbox (event_id, payload) values ('00000000-0000-4000-8000-0000000000d1',
  '{"event_id": "00000000-0000-4000-8000-0000000000d1", "at": "2026-01-31T12:34:56Z", "actor": "service:deletion-service",
    "action": "tenant.suspended", "subject": "00000000-0000-4000-8000-0000000000b2", "outcome": "done", "detail": {}}');
insert into tenant.outbox (id, type, source, subject, time, data) values ('00000000-0000-4000-8000-0000000000e1',
  'ownership.transferred', 'tenant', '00000000-0000-4000-8000-0000000000b3', now(),
  '{"tenant_id": "00000000-0000-4000-8000-0000000000b3", "previous_owner_id": "00000000-0000-4000-8000-0000000000c2",
    "new_owner_id": "00000000-0000-4000-8000-0000000000c1"}');

insert into tenant_deletion.ledger (service, subject_kind, subject_id, job_id, table_name, deleted)
values ('tenant', 'tenant', '00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a1',
  'tenant_settings', 5);
