-- Lists of a long past, by what people look for. An attempt or a transaction is written once into each.
create index authorization_attempt_station on authorization_attempt (station_id, id);
create index authorization_attempt_token on authorization_attempt (lower(value), id);
create index transaction_time on transaction (coalesce(started_at, first_received_at), id);
