create index training_jobs_user_id_idx on training_jobs (user_id);
create index trained_models_user_id_idx on trained_models (user_id);
