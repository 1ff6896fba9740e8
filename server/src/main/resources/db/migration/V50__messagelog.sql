-- One narrow row per exchange; what was said stands compressed in chunks beside it. Both are partitioned by UTC day and dropped by day.
-- Numbers are taken in blocks by the one writer of a server.
create sequence exchange_id increment by 512;

create table exchange (
    id             bigint      not null,
    at             timestamptz not null,
    station_id     integer     not null,
    latency_micros integer     not null, -- -1: there was no answer
    direction      smallint    not null, -- 1 from the station, 2 to it
    version        smallint    not null, -- 16, 201, 210
    outcome        smallint    not null, -- 1 answered, 2 error, 3 timed out, 4 link lost, 5 no answer due, 6 unreadable
    chunk_offset   smallint    not null, -- the chunk's id is this row's id minus this
    failed         boolean     not null,
    action         text        not null,
    message_id     text        not null
) partition by range (at);
create table exchange_default partition of exchange default;
create index exchange_station on exchange (station_id, id);
create index exchange_failed on exchange (station_id, id) where failed;

create table exchange_chunk (
    day     date                   not null,
    id      bigint                 not null, -- of its first exchange
    payload bytea storage external not null  -- zstd
) partition by range (day);
create table exchange_chunk_default partition of exchange_chunk default;
create index exchange_chunk_id on exchange_chunk (id);

-- What was odd about a station's messages, counted by place and rule.
create table finding (
    station_id    integer     not null,
    action        text        not null,
    path          text        not null,
    rule          text        not null,
    message       text        not null,
    count         bigint      not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    primary key (station_id, action, path, rule)
) with (fillfactor = 70); -- counted up in place
