-- Mail: to whom, what was sent already, and reminders.

-- Whom the mails about a tenant's deletion go to, kept until the last of them is accepted. An id; the address is asked
-- of the identity provider when a mail is sent, and never kept.
alter table deletion_jobs add column owner_id uuid;
create index deletion_jobs_with_owner on deletion_jobs (completed_at) where owner_id is not null;

-- Which recipients of an event's mail have been served, so that one who is not keeps the others from nothing and has
-- them get nothing twice. Roles, not addresses.
create table mail_outcomes (
  event_id  uuid        not null,
  recipient text        not null,
  refused   text,       -- why the mail server will never take it; null where it did
  at        timestamptz not null default now(),
  primary key (event_id, recipient)
);
create index mail_outcomes_by_age on mail_outcomes (at);

-- Which reminders are on their way, for the time that a deletion was due when they were written.
create table mail_reminders (
  job_id uuid        not null references deletion_jobs on delete cascade,
  due_at timestamptz not null,
  before interval    not null,
  primary key (job_id, due_at, before)
);
