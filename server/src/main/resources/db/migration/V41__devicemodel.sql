-- What stations told of themselves. variable_key is the folded name: names compare without regard to case.
create table device_variable (
    station_id         integer not null,
    variable_key       text not null,
    attribute          text not null,
    component          text not null,
    component_instance text,
    evse               integer,
    connector          integer,
    variable           text not null,
    variable_instance  text,
    value              text,
    mutability         text,
    data_type          text,
    unit               text,
    min_limit          numeric,
    max_limit          numeric,
    values_list        text,
    persistent         boolean,
    constant           boolean,
    reported_at        timestamptz not null,
    source             text not null,
    primary key (station_id, variable_key, attribute)
);

create index device_variable_limits on device_variable (lower(variable))
    where lower(variable) in ('itemspermessage', 'bytespermessage', 'getconfigurationmaxkeys', 'activenetworkprofile', 'connectiontimeout',
                              'evconnectiontimeout');

create index device_variable_write_only on device_variable (station_id) where mutability = 'WriteOnly';

-- kind is null for reports nobody asked for.
create table device_report (
    station_id   integer not null,
    request_id   integer not null,
    kind         text,
    state        text not null,
    asked_at     timestamptz not null,
    completed_at timestamptz,
    primary key (station_id, request_id)
);

create index device_report_receiving on device_report (station_id, request_id) where state = 'receiving';

create table device_report_part (
    station_id   integer not null,
    request_id   integer not null,
    seq_no       integer not null,
    to_continue  boolean not null,
    generated_at timestamptz not null,
    received_at  timestamptz not null,
    content      text not null,
    primary key (station_id, request_id, seq_no)
);
