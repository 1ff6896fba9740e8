-- What a certificate that was seen whole says of its issuer: by that, hash data of stations are found among the known ones.
alter table known_certificate
    add column issuer      text,                   -- RFC 2253
    add column issuer_name bytea,                  -- DER; null in rows of older versions until they are read again
    add column not_before  timestamptz;
create index known_certificate_subject on known_certificate (subject);

-- The certificates of all stations: those we issued, those that stations list, and those they took and list no more.
create view station_certificate as
select 'i' || issued.id as id, issued.station_id, issued.certificate_type, issued.subject, issued.issuer, issued.serial_number,
       issued.fingerprint, issued.not_before, issued.not_after,
       case when revoked.serial_number is not null then 'revoked' else issued.state end as state,
       issued.issued_at as known_at, issued.id as issued_id,
       null::text as hash_algorithm, null::text as issuer_name_hash, null::text as issuer_key_hash, null::text as told_serial
from issued_certificate issued
     left join revoked_certificate revoked
          on revoked.issuer = issued.issuer and revoked.serial_number = issued.serial_number
union all
select 't' || told.id, told.station_id, told.certificate_type, known.subject, known.issuer,
       coalesce(known.serial_number, lower(told.serial_number)), coalesce(known.fingerprint, told.fingerprint),
       known.not_before, known.not_after, 'installed', told.reported_at, null::uuid,
       told.hash_algorithm, told.issuer_name_hash, told.issuer_key_hash, told.serial_number
from installed_certificate told
     left join lateral (
         select one.* from known_certificate one
         where told.hash_algorithm is null and one.fingerprint = told.fingerprint
            or told.hash_algorithm is not null
               and one.serial_number = regexp_replace(lower(told.serial_number), '^0+(?=.)', '')
               and encode(case told.hash_algorithm when 'SHA384' then sha384(one.issuer_name) when 'SHA512' then sha512(one.issuer_name)
                                                   else sha256(one.issuer_name) end, 'hex') = lower(told.issuer_name_hash)
         limit 1) known on true
where known.fingerprint is null
   or not exists (select from issued_certificate mine
                  where mine.fingerprint = known.fingerprint and mine.station_id = told.station_id)
union all
select 'm' || ordered.station_id || '/' || ordered.certificate_type || '/' || ordered.fingerprint, ordered.station_id,
       ordered.certificate_type, known.subject, known.issuer, known.serial_number, ordered.fingerprint,
       known.not_before, known.not_after, 'missing', ordered.missing_since, null::uuid, null, null, null, null
from ordered_certificate ordered
     left join known_certificate known on known.fingerprint = ordered.fingerprint
where ordered.missing_since is not null;
