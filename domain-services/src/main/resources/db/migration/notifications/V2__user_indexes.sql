create index notifications_user_id_idx on notifications (user_id);
create index notification_preferences_user_id_idx on notification_preferences (user_id);
