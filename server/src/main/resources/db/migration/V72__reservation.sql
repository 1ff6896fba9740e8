-- Reservations as we asked for them, and what became of them. The id is that of the command by which it was asked for.
create table reservation (
    id             uuid primary key,
    station_id     int not null,
    wire_id        int not null,                    -- reservationId on the wire; ours, one counter a station
    version        text not null,                   -- spoken when it was asked for
    evse           int,                             -- null is any
    connector_type text,
    token          text not null,
    token_type     text not null,
    group_id       text,                            -- whose tokens may use it, too
    expires_at     timestamptz not null,
    state          text not null,                   -- requested, active, used, expired, removed, cancelled, refused, replaced
    reason         text,
    seen           boolean not null,                -- the station reported Reserved
    requested_at   timestamptz not null,
    confirmed_at   timestamptz,
    ended_at       timestamptz,
    transaction_id uuid,                            -- the one that used it
    actor          text not null
);
create index reservation_of_station on reservation (station_id, id desc);
create index reservation_open on reservation (expires_at) where state in ('requested', 'active');

create table reservation_number (
    station_id int primary key,
    next_id    int not null
);
