-- What operators want answered to messages outside the standard (DataTransfer).
create table vendor_rule (
  id         uuid primary key,
  vendor_id  text not null,
  message_id text,
  answer     text not null check (answer in ('accept', 'reject', 'forward')),
  data       text,
  url        text,
  changed_at timestamptz not null,
  changed_by text not null
);
create unique index vendor_rule_of_message on vendor_rule (lower(vendor_id), lower(coalesce(message_id, '')));
