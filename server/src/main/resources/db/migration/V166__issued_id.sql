-- Ids that were made up for remote starts, and until when each is good.
create table issued_id (
    value_folded text primary key,
    valid_until  timestamptz not null
);
