-- Certificates that stations said they installed for us: what a later report of theirs does not list any more is missing.
create table ordered_certificate (
    station_id       int not null,
    certificate_type text not null,
    fingerprint      text not null,                -- SHA-256 of the DER, hexadecimal
    accepted_at      timestamptz not null,
    missing_since    timestamptz,
    primary key (station_id, certificate_type, fingerprint)
);
