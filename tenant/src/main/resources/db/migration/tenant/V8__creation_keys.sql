-- A request for a new tenant that is sent twice with an Idempotency-Key makes one tenant: a digest of who asked and the
-- key. It goes with the tenant.
alter table tenant.tenants add column creation_key text;
create unique index tenants_creation_key on tenant.tenants (creation_key) where creation_key is not null;
