alter table api_token add column last_used_at timestamptz; -- brought up to date every few minutes while it is in use
