-- Who has seen which kind of security events, and up to when.
create table security_event_ack (
    type       text primary key,
    through_at timestamptz not null,              -- events received until then are seen
    note       text,
    actor      text        not null,
    acked_at   timestamptz not null
);
create index device_event_security on device_event (received_at) where kind = 'securityEvent';
