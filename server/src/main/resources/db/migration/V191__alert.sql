-- Which problems somebody is told of, and how.
create table alert_rule (
    id          uuid primary key,
    name        text not null,
    enabled     boolean not null,
    terms       text not null,                 -- JSON: condition, quiet hours, routes
    created_at  timestamptz not null,
    created_by  text not null,
    changed_at  timestamptz not null
);
create unique index alert_rule_name on alert_rule (lower(name));

create table alert_route (
    id          uuid primary key,
    name        text not null,
    kind        text not null,                 -- email or webhook
    target      text not null,                 -- addresses, divided by commas, or an address of the web
    secret      bytea,                         -- of a webhook, wrapped under the master key
    created_at  timestamptz not null,
    changed_at  timestamptz not null
);
create unique index alert_route_name on alert_route (lower(name));

-- What a rule has told of, and is not over: so that it is told once.
create table alert_firing (
    rule_id     uuid not null,
    key         text not null,                 -- problem and number of its episode, or * for the rule as a whole
    fired_at    timestamptz not null,
    primary key (rule_id, key)
);

create table alert_delivery (
    id          uuid primary key,
    rule_id     uuid,                          -- null for a test
    rule_name   text not null,
    route_id    uuid not null,
    route_name  text not null,
    kind        text not null,
    type        text not null,                 -- problems.opened, problems.cured or test
    subject     text not null,
    body        text not null,                 -- what is sent: JSON of a webhook, text of a mail
    state       text not null,                 -- waiting, delivered or dead
    attempts    int not null,
    next_try_at timestamptz,
    answer      text,                          -- of the last attempt, in words
    created_at  timestamptz not null,
    ended_at    timestamptz
);
create index alert_delivery_due on alert_delivery (next_try_at) where state = 'waiting';
create index alert_delivery_newest on alert_delivery (id desc);

-- Through which server mails leave; one row.
create table mail_server (
    only_one    boolean primary key default true check (only_one),
    host        text not null,
    port        int not null,
    security    text not null,                 -- none, starttls or tls
    username    text,
    password    bytea,                         -- wrapped under the master key
    sender      text not null,
    changed_at  timestamptz not null
);
