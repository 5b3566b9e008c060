-- True once an answer was lost although the service may have done its work: its rows are in no count.
alter table deletion_steps add column counts_may_be_low boolean not null default false;
