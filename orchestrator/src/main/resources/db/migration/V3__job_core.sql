-- Jobs that wait before they begin (retention, approval, the tenant's hold), and jobs that delete a user.

alter table deletion_jobs
  add column kind            text not null default 'tenant' check (kind in ('tenant', 'user')),
  add column user_id         uuid,
  alter column tenant_id drop not null,
  -- The job that made this one: a user's deletion makes one per tenant that goes with the user.
  add column parent_id       uuid references deletion_jobs,
  add column requested_as    text not null default 'service'
    check (requested_as in ('owner', 'platform_admin', 'service', 'user')),
  -- Not before this time; compared with the clock of the application, which tests can move.
  add column due_at          timestamptz not null default now(),
  -- wanted: the tenant service is to be told; held: the tenant takes no writes; unwanted: it is to be told that it may again.
  add column hold            text not null default 'none' check (hold in ('none', 'wanted', 'held', 'unwanted')),
  add column hold_tried_at   timestamptz,
  add column approval        text not null default 'not_needed'
    check (approval in ('not_needed', 'waiting', 'approved', 'rejected', 'expired')),
  add column approval_by     text,
  add column approval_until  timestamptz,
  add column approval_reason text,
  -- What the requester saw and confirmed: {service: {"rows": n, "plan": version}}; null where nothing is to be compared.
  add column expected        jsonb,
  -- A preview token confirms one job.
  add column preview_token_id uuid unique,
  -- Who caused the latest change, from where and why; the audit log takes it from here.
  add column changed_by      text not null default 'orchestrator',
  add column changed_from    text,
  add column changed_why     text,
  add check ((kind = 'tenant') = (tenant_id is not null)),
  add check ((kind = 'user') = (user_id is not null));

create unique index deletion_jobs_one_open_per_user
  on deletion_jobs (user_id) where status in ('pending', 'in_progress');
create index deletion_jobs_by_user on deletion_jobs (user_id, created_at desc) where user_id is not null;
create index deletion_jobs_by_parent on deletion_jobs (parent_id) where parent_id is not null;
create index deletion_jobs_holds on deletion_jobs (hold_tried_at) where hold in ('wanted', 'unwanted');
create index deletion_jobs_approvals on deletion_jobs (approval_until) where approval = 'waiting';
drop index deletion_jobs_claimable;
create index deletion_jobs_claimable on deletion_jobs (due_at, created_at) where status in ('pending', 'in_progress');

-- What replicas share and nobody outside may know, such as the key that signs preview tokens.
create table secrets (
  name  text primary key,
  value text not null
);
insert into secrets values ('preview-token', gen_random_uuid()::text || gen_random_uuid()::text);
