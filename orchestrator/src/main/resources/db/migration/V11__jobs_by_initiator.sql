-- Users find the jobs they have asked for.
create index deletion_jobs_by_initiator on deletion_jobs (initiated_by, created_at desc);
