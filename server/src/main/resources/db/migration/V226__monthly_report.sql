-- Who gets the report of a month by mail.
create table monthly_report (
    id         uuid primary key,
    site_id    int references site (id) on delete cascade,    -- with those below it; all sites when null
    addresses  text        not null,                          -- of mail, with commas between them
    language   text        not null,
    last_month text        not null,                          -- the newest month that is done, such as 2026-10
    answer     text,                                          -- what the mail server said last
    created_at timestamptz not null
);
