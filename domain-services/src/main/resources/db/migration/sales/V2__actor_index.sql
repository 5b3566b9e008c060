create index audit_logs_actor_id_idx on audit_logs (actor_id);
