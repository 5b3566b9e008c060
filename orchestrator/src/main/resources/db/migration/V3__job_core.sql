-- What audit, stop switch and limits need of a job.
alter table deletion_jobs
  add column kind text not null default 'tenant',
  add column user_id uuid,
  alter column tenant_id drop not null,
  add column changed_by text,
  add column changed_from text,
  add column changed_why text,
  add column approval text not null default 'not_needed',
  add column due_at timestamptz;
