-- Units that were, or are being, put into service: what was to be shown, and what was seen of it. One row a commissioning; steps is JSON.
create table commissioning (
    id               uuid primary key,
    station_id       int not null,
    state            text not null,             -- open, signed, abandoned
    security_profile int not null,              -- the one it is to reach
    energy_wh        int not null,              -- that each connector is to deliver at least
    clock_limit_s    int not null,              -- how far its clock may be from ours
    token            text not null,             -- the tests are started with
    notes            text not null,
    steps            text not null,
    started_by       text not null,
    started_at       timestamptz not null,
    signed_name      text,                      -- as the person wrote it
    ended_by         text,
    ended_at         timestamptz
);
create index commissioning_of_station on commissioning (station_id, id desc);
-- A unit is put into service once at a time.
create unique index commissioning_open on commissioning (station_id) where state = 'open';
