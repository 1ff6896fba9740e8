-- Monitors as stations told them: in a report, or by accepting ours.
create table station_monitor (
    station_id   integer not null,
    monitor_id   integer not null,
    variable_key text not null,
    variable     text not null,                       -- JSON
    type         text not null,
    value        numeric not null,
    severity     smallint not null,                   -- 0 Danger … 9 Debug
    transaction  boolean not null,
    kind         text,                                -- HardWiredMonitor, PreconfiguredMonitor, CustomMonitor; 2.0.1 tells none
    told         text not null,                       -- set or report
    told_at      timestamptz not null,
    primary key (station_id, monitor_id)
);

-- Monitors that an operator wanted: one of a type and severity for each variable (N04).
create table wanted_monitor (
    station_id   integer not null,
    variable_key text not null,
    type         text not null,
    severity     smallint not null,
    variable     text not null,                       -- JSON
    value        numeric not null,
    transaction  boolean not null,
    monitor_id   integer,                             -- the station's number; null before it gave one
    wanted_at    timestamptz not null,
    primary key (station_id, variable_key, type, severity)
);

create table monitoring_setting (
    station_id integer primary key,
    base       text,
    base_at    timestamptz,
    level      smallint,
    level_at   timestamptz
);

alter table device_event add column monitor_id integer;
alter table device_event add column cause integer;       -- number of the event that led to this one
alter table device_event add column notification text;   -- HardWiredNotification, CustomMonitor …
alter table device_event add column transaction_id text;
create index device_event_by_number on device_event (station_id, event_id) where event_id is not null;
create index device_event_alerts on device_event (station_id, variable, id desc) where kind = 'deviceEvent' and (trigger = 'Alerting' or cleared);
