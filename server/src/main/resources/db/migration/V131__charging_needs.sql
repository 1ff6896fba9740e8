-- What cars told of their needs (ISO 15118), what they got, and how they mean to charge: the last of each EVSE.
create table ev_needs (
    station_id       integer not null,
    evse             integer not null,
    transaction_id   text,                            -- as the station names it; null until one runs
    needs            text not null,                   -- JSON
    answer           text not null,                   -- accepted, processing or none
    received_at      timestamptz not null,
    profile          text,                            -- JSON, the last that the server sent by itself
    sent_at          timestamptz,
    outcome          text,                            -- the station's word, or why there is none
    operator_profile text,                            -- JSON, of the same transaction: a limit for ours
    corrected        boolean not null default false,  -- whether the car exceeded it and got it again
    ev_schedule      text,                            -- JSON
    ev_schedule_from timestamptz,
    ev_schedule_at   timestamptz,
    verdict          text,                            -- accepted or rejected
    verdict_reason   text,
    primary key (station_id, evse)
);
