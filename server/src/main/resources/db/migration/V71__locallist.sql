-- What stations hold as their local authorization list, as far as they confirmed it.
create table local_list (
    station_id        int primary key,
    state             text not null,                -- unknown, confirmed, foreign, notSupported
    confirmed_version int,                          -- of the last update that the station accepted; 0 when it told that it has none
    reported_version  int,                          -- as last told by the station
    last_version      int not null default 0,       -- the highest ever sent, whatever became of it
    pending           text,                         -- JSON: the update that was sent and not answered yet
    reported_at       timestamptz,
    changed_at        timestamptz
);

create table local_list_entry (
    station_id  int not null,
    token_key   text not null,                      -- folded value, and in 2.x the type
    token       text not null,
    token_type  text not null,
    status      text not null,
    valid_until timestamptz,
    group_id    text,
    primary key (station_id, token_key)
);

-- Stations whose list is to be compared with the tokens, and sent where it differs.
create table local_list_task (
    station_id int primary key,
    due_at     timestamptz not null,
    attempts   int not null default 0
);
