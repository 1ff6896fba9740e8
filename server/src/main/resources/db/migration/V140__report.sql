-- Answers that come in numbered parts, after the question: monitoring reports, customer information.
create table part_report (
    station_id   integer not null,
    kind         text not null,                       -- monitoring or customer
    request_id   integer not null,
    command_id   uuid,                                -- null when nobody here asked
    asked        text,                                -- JSON of the question
    state        text not null,                       -- awaited, receiving, complete, incomplete, empty or refused
    answer       text,                                -- the station's status word
    asked_at     timestamptz not null,
    touched_at   timestamptz not null,
    completed_at timestamptz,
    primary key (station_id, kind, request_id)
);
create index part_report_open on part_report (touched_at) where state in ('awaited', 'receiving');
create index part_report_by_age on part_report (station_id, kind, asked_at desc);

create table part_report_part (
    station_id   integer not null,
    kind         text not null,
    request_id   integer not null,
    seq_no       integer not null,
    to_continue  boolean not null,
    generated_at timestamptz not null,                -- station clock
    received_at  timestamptz not null,
    content      text not null,
    primary key (station_id, kind, request_id, seq_no)
);
