-- What became of stations' variables and configuration keys: one row for each change of a value. A value that may only be written is null.
create table variable_change (
    id                 bigint generated always as identity primary key,
    station_id         integer not null,
    variable_key       text not null,
    attribute          text not null,
    component          text not null,
    component_instance text,
    evse               integer,
    connector          integer,
    variable           text not null,
    variable_instance  text,
    old_value          text,
    new_value          text,
    source             text not null,
    actor              text,
    command_id         uuid,
    changed_at         timestamptz not null
);

create index variable_change_station on variable_change (station_id, id desc);
create index variable_change_variable on variable_change (station_id, variable_key, id desc);
create index variable_change_age on variable_change using brin (changed_at);
