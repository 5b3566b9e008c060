-- Lists can be ordered by their columns, in either direction.
create index deletion_jobs_by_end on deletion_jobs (completed_at desc nulls last, job_id);
create index deletion_jobs_by_name on deletion_jobs (lower(left(tenant_name, 200)), job_id);
