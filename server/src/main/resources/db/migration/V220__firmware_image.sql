-- What people know of a firmware image besides its bytes.
create table firmware_image (
    file_id             uuid primary key,               -- of the stored file
    version             text,                           -- as the firmware will call itself
    vendor              text,                           -- for which stations it is, as they name themselves when they boot
    model               text,
    signing_certificate text,                           -- PEM; with the signature or not at all
    signature           text,                           -- Base64
    made                boolean not null,               -- signed here, not by the manufacturer
    actor               text not null,
    changed_at          timestamptz not null
);

-- What is under way at all stations, the newest first.
create index job_of_kind on job (kind, id desc);
-- What a day or a week of the calendar shows.
create index reservation_by_end on reservation (coalesce(ended_at, expires_at));
