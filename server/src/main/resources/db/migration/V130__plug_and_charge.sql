-- Roots of others under which contract certificates and answers about certificates may stand.
create table trust_anchor (
    id          uuid primary key,
    kind        text not null,                     -- V2G, MO, OEM, OCSP
    name        text not null,
    certificate bytea not null,                    -- DER
    fingerprint text not null,                     -- SHA-256 of the DER, hexadecimal
    created_at  timestamptz not null,
    created_by  text not null,
    unique (kind, fingerprint)
);

-- Contracts of the built-in test pool.
create table contract (
    id           uuid primary key,
    emaid        text not null,                    -- as it stands in the certificate
    emaid_key    text not null unique,             -- capital letters, no hyphens
    vehicle      text,                             -- PCID of the car that may install it; null for any
    days         int not null,                     -- how long its certificates are valid
    state        text not null,                    -- ready, installed, cancelled
    created_at   timestamptz not null,
    created_by   text not null,
    installed_at timestamptz
);

create table contract_certificate (
    id            uuid primary key,
    contract_id   uuid not null,
    issuer        text not null,                   -- RFC 2253
    serial_number text not null,                   -- hexadecimal
    chain         text not null,                   -- PEM, the contract's own first
    not_before    timestamptz not null,
    not_after     timestamptz not null,
    issued_at     timestamptz not null,
    issued_by     text not null,                   -- installation, update or the operator
    station_id    int                              -- through which it was asked for
);
create index contract_certificate_by_serial on contract_certificate (issuer, serial_number);
create index contract_certificate_of_contract on contract_certificate (contract_id, issued_at desc);
create index issued_certificate_by_serial on issued_certificate (issuer, serial_number);

-- Answers that the test pool gives word by word, for laboratories with their own cars.
create table contract_answer (
    action       text primary key,                 -- Install or Update
    exi_response text not null,
    changed_at   timestamptz not null
);
