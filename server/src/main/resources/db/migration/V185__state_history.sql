-- Every connection of a station, so that it can be told when it was away. An end that a crash swallowed stays null: then the next row's beginning is the end.
create table link_history (
    station_id      integer     not null,
    epoch           bigint      not null,
    connected_at    timestamptz not null,
    disconnected_at timestamptz,
    version         text        not null,
    remote_address  text        not null,
    closed_because  text,
    primary key (station_id, epoch)
);

insert into link_history (station_id, epoch, connected_at, disconnected_at, version, remote_address, closed_because)
select station_id, epoch, connected_at, disconnected_at, version, remote_address, closed_because from station_link;

-- Every BootNotification.
create table boot_history (
    station_id       integer     not null,
    received_at      timestamptz not null,
    reason           text,
    firmware_version text,
    registration     text        not null
);
create index boot_history_of_station on boot_history (station_id, received_at);

-- Rows come in the order of time, so these stay tiny; they serve the retention only.
create index link_history_time on link_history using brin (connected_at);
create index boot_history_time on boot_history using brin (received_at);
create index connector_status_history_time on connector_status_history using brin (received_at);
