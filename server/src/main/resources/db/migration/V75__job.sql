-- Long work of a station after a command of ours: firmware updates, uploads of logs and diagnostics.
create table job (
    id           uuid primary key,                    -- UUIDv7
    station_id   integer not null,
    kind         text not null,                       -- firmware, diagnostics or log
    type         text not null,                       -- the command
    command_id   uuid,
    request_id   integer not null,                    -- on the wire where the message has one; unique in any case
    actor        text not null,
    state        text not null,
    status       text,                                -- the station's last word
    reason       text,
    terms        text not null,                       -- JSON: what was asked for
    findings     text not null,                       -- JSON: what was found out
    file_id      uuid,
    statuses     integer not null,
    version      integer not null,                    -- counts changes: an older one never overwrites a newer one
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    deadline_at  timestamptz not null,                -- without a word until then it is given up
    ended_at     timestamptz
);
create index job_of_station on job (station_id, kind, id desc);
create index job_by_request on job (station_id, request_id);
create index job_open on job (station_id) where ended_at is null;

-- Every status that a station reported; equal ones in a row are one row with a count.
create table job_status (
    job_id       uuid not null,
    number       integer not null,
    status       text not null,
    info         text,
    received_at  timestamptz not null,
    last_at      timestamptz not null,
    times        integer not null,
    primary key (job_id, number)
);
