-- Moves of stations to another network profile, step by step. Secrets of the profile are not kept: it is sent at once.
create table network_migration (
    id               uuid primary key,
    station_id       integer not null,
    slot             integer not null,
    priority         text not null,
    reset            text not null,
    inoperative      boolean not null,
    step             text not null,
    command_id       uuid,
    next_at          timestamptz not null,
    drained_until    timestamptz not null,
    failure          text,
    actor            text not null,
    began_at         timestamptz not null,
    ended_at         timestamptz
);

create index network_migration_of_station on network_migration (station_id, id desc);
create index network_migration_open on network_migration (ended_at) where ended_at is null;
