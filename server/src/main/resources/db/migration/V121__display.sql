-- What stations show to drivers: what we wanted, and what they say they hold.
create table display_message (
    station_id      int not null,
    message_id      int not null,              -- on the wire; ours, or one that the station told
    status          text not null,             -- installed, unsure, refused, cleared, gone
    reason          text,
    wanted          text,                      -- JSON: as we asked for it last; null when we never did
    held            text,                      -- JSON: as the station has it, as far as is known; null when it has not
    transaction_id  text,                      -- the station's id of the transaction that it is bound to
    told            text not null,             -- command, report, transaction
    actor           text,
    changed_at      timestamptz not null,
    reported_at     timestamptz,               -- when the station told of it last
    primary key (station_id, message_id)
);
create index display_message_of_transaction on display_message (station_id) where status = 'installed' and transaction_id is not null;
