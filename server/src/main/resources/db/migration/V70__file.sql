-- Files of the built-in file service; their bytes lie in the data folder under their id.
create table stored_file (
    id          uuid primary key,                     -- UUIDv7: the order is the order of arrival
    kind        text not null,                        -- image (an operator's) or upload (a station's)
    name        text not null,                        -- as it was called by who sent it; never a path here
    size_bytes  bigint not null,
    sha256      text not null,                        -- hex
    station_id  integer,                              -- null for an operator's
    job_id      uuid,
    actor       text not null,
    stored_at   timestamptz not null
);
create index stored_file_by_station on stored_file (station_id, id desc) where station_id is not null;

-- One permission to fetch or bring one file, for one job. Its number and its secret stand in the URL.
create table file_grant (
    id          bigint generated always as identity primary key,
    station_id  integer not null,
    job_id      uuid not null,
    direction   text not null,                        -- upload or download
    secret_hash bytea not null,                       -- SHA-256; the secret is random, 128 bits
    name        text not null,
    file_id     uuid,                                 -- what may be fetched; what was brought
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,                          -- an upload was completed
    ended_at    timestamptz                           -- the job is over
);
create index file_grant_expiry on file_grant (expires_at);
