-- The trace of the request for a job, in the form of W3C's header; a run that begins later than that is linked to it.
alter table deletion_jobs add column traceparent text check (length(traceparent) <= 200);
