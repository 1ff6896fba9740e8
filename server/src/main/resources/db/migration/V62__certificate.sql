-- A security profile on which a station may come back, beside the one it must use.
alter table station add column next_security_profile int;

-- The keys of the built-in certificate authorities, wrapped under the master key.
create table authority_key (
    name        text primary key,                  -- for example ecdsa-root, ecdsa-issuing
    certificate bytea not null,                    -- DER
    wrapped_key bytea not null,
    created_at  timestamptz not null
);

-- Certificate authorities of others whose station certificates are trusted.
create table station_ca (
    id          uuid primary key,
    name        text not null,
    certificate bytea not null,                    -- DER
    fingerprint text not null unique,              -- SHA-256 of the DER, hexadecimal
    created_at  timestamptz not null,
    created_by  text not null
);

-- Certificate signing requests of stations. A newer one of the same kind replaces one that is still open.
create table signing_request (
    id               uuid primary key,
    station_id       int not null,
    certificate_type text not null,                -- ChargingStationCertificate, V2GCertificate, V2G20Certificate
    request_id       int,                          -- the station's own number, since 2.1
    csr              text not null,                -- PEM
    subject          text not null,
    state            text not null,                -- received, awaitingApproval, signed, accepted, rejected, refused, replaced
    reason           text,
    certificate_id   uuid,
    attempts         int not null default 0,
    received_at      timestamptz not null,
    next_try_at      timestamptz not null,
    ended_at         timestamptz,
    decided_by       text
);
create index signing_request_open on signing_request (next_try_at) where state in ('received', 'signed');
create index signing_request_of_station on signing_request (station_id, received_at desc);

-- What the built-in authority issued to stations.
create table issued_certificate (
    id               uuid primary key,
    station_id       int not null,
    certificate_type text not null,
    issuer           text not null,
    serial_number    text not null,                -- hexadecimal
    subject          text not null,
    fingerprint      text not null unique,
    chain            text not null,                -- PEM, the station's own first
    not_before       timestamptz not null,
    not_after        timestamptz not null,
    issued_at        timestamptz not null,
    state            text not null,                -- issued, inUse, superseded, rejected
    renewal_asked_at timestamptz
);
create index issued_certificate_of_station on issued_certificate (station_id, issued_at desc);
create index issued_certificate_by_end on issued_certificate (not_after);

-- Certificates that open nothing any more, whoever issued them.
create table revoked_certificate (
    issuer        text not null,                   -- RFC 2253
    serial_number text not null,                   -- hexadecimal
    not_after     timestamptz not null,
    revoked_at    timestamptz not null,
    revoked_by    text not null,
    primary key (issuer, serial_number)
);

-- What stations say they have installed, in the words of their last report.
create table installed_certificate (
    id               bigint generated always as identity primary key,
    station_id       int not null,
    certificate_type text not null,
    hash_algorithm   text,                         -- null until the station reported it
    issuer_name_hash text,
    issuer_key_hash  text,
    serial_number    text,
    children         text not null,                -- JSON, as hash data
    fingerprint      text,                         -- of the certificate that we sent
    reported_at      timestamptz not null
);
create index installed_certificate_of_station on installed_certificate (station_id);

-- Certificates that we saw whole, by which hash data get a name and an end.
create table known_certificate (
    fingerprint   text primary key,
    certificate   bytea not null,                  -- DER
    subject       text not null,
    serial_number text not null,                   -- hexadecimal without leading zeros
    not_after     timestamptz not null,
    first_seen_at timestamptz not null
);
create index known_certificate_serial on known_certificate (serial_number);
