create index forecasts_user_id_idx on forecasts (user_id);
