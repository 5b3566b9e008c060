-- A deletion whose time has come and that could not be applied, for no reason of its own, is tried again later; those behind it
-- do not wait for it.
alter table submissions
  add column attempts        int,         -- in vain
  add column next_attempt_at timestamptz;
drop index submissions_due;
create index submissions_due on submissions (coalesce(next_attempt_at, effective_at))
  where status = 'approved' and applied_at is null;
