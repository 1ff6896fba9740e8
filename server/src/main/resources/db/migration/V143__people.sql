-- People who work with the server.
create table operator (
    id            uuid primary key,
    tenant_id     int not null default 1,
    name          text not null,                      -- what changes are attributed to
    display_name  text,
    email         text,
    role          text not null,                      -- viewer, technician, operator or admin
    site_ids      int[],                              -- null is all sites; a site includes those below it
    disabled      boolean not null default false,
    password_hash text,                               -- Argon2id; null for who has none yet, or comes by OIDC
    invitation    bytea,                              -- SHA-256 of a code that sets the password once
    invited_until timestamptz,
    subject       text,                               -- of the OIDC provider: issuer and sub
    language      text,
    last_login_at timestamptz,
    created_at    timestamptz not null
);
create unique index operator_name on operator (tenant_id, lower(name));
create unique index operator_subject on operator (subject) where subject is not null;

-- Who is logged in. A session is known by the hash of its cookie.
create table operator_session (
    id             uuid primary key,
    operator_id    uuid not null references operator on delete cascade,
    secret_hash    bytea not null unique,
    via            text not null,                     -- password or oidc
    created_at     timestamptz not null,
    seen_at        timestamptz not null,
    ends_at        timestamptz not null,
    remote_address text,
    user_agent     text
);

alter table api_token add column site_ids int[];
