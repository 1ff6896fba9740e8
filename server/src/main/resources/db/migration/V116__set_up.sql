-- What came of the set-up phase of stations that were answered Pending; steps is JSON. One row a station, the last phase.
create table set_up (
    station_id  integer primary key,
    state       text not null,
    steps       text not null,
    began_at    timestamptz not null,
    ended_at    timestamptz,
    released_by text
);

-- The firmware whose variables we have asked for, so that a station is asked again when it has another.
create table inventory_taken (
    station_id       integer primary key,
    firmware_version text not null,
    taken_at         timestamptz not null
);
