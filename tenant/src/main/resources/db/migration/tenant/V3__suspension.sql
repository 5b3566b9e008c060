-- The suspension of a tenant that waits for its deletion is compared and set: the token only grows, so whatever arrives
-- late is known by its smaller token. Once a job purges, nothing but its completion ends the suspension.
alter table tenant.tenants
    add column suspension_token bigint  not null default 0,
    add column purging          boolean not null default false,
    drop constraint tenants_held,
    add constraint tenants_suspended check (
        (deletion_job_id is null and deletion_due_at is null and status_before_deletion is null and not purging)
        or (deletion_job_id is not null and status_before_deletion is not null and status = 'inactive'));
