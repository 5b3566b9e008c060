-- Lists are ordered by age and then by id, so that pages do not overlap: indexes that end with both give a page without
-- sorting anything, whatever it is filtered by.
drop index deletion_jobs_by_age;
drop index deletion_jobs_by_status;
drop index deletion_jobs_by_tenant;
drop index deletion_jobs_by_user;
create index deletion_jobs_by_age on deletion_jobs (created_at desc, job_id);
create index deletion_jobs_by_status on deletion_jobs (status, created_at desc, job_id);
create index deletion_jobs_by_tenant on deletion_jobs (tenant_id, created_at desc, job_id);
create index deletion_jobs_by_user on deletion_jobs (user_id, created_at desc, job_id) where user_id is not null;
