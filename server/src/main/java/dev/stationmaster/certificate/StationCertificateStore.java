package dev.stationmaster.certificate;

import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The certificates of all stations, in the database. */
@Repository
class StationCertificateStore {
    /** What a station has now, as far as is known. */
    private static final String HELD = "state in ('issued', 'inUse', 'installed')";

    private final JdbcClient jdbc;

    StationCertificateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param state issued, inUse, superseded, rejected or revoked of those we issued; installed, or missing: taken and not listed any more
     * @param knownAt when it was issued, told, or missed for the first time
     * @param issued the id of one that we issued
     * @param hash as the station names it
     */
    record Row(
            String id,
            StationId station,
            String certificateType,
            @Nullable String subject,
            @Nullable String issuer,
            @Nullable String serialNumber,
            @Nullable String fingerprint,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            String state,
            Instant knownAt,
            @Nullable UUID issued,
            @Nullable CertificateHash hash) {}

    /**
     * @param stations keys of those that count
     * @param q part of subject, issuer or serial number, in lower case
     * @param named keys of stations that fit the words by their own name
     * @param since first end that counts
     * @param until first end that does not
     * @param endless only those whose end is not known
     * @param all those that stations no longer have, too
     */
    record Query(
            List<Integer> stations,
            List<String> types,
            @Nullable String fingerprint,
            @Nullable String q,
            List<Integer> named,
            @Nullable Instant since,
            @Nullable Instant until,
            boolean endless,
            boolean all) {}

    /** The key of a row in the order of the ends: an end, or infinity, and the id. */
    record Place(String end, String id) {
        static final Place FIRST = new Place("-infinity", "");

        static Place of(Row row) {
            return new Place(row.notAfter == null ? "infinity" : row.notAfter.toString(), row.id);
        }
    }

    /** In the order of their ends, those without a known one last. */
    List<Row> list(Query query, Place after, int limit) {
        return jdbc.sql("""
                        select * from station_certificate
                        where station_id = any(:stations::int[])
                          and (:everyType or certificate_type = any(:types::text[]))
                          and (:fingerprint::text is null or fingerprint = :fingerprint)
                          and (:q::text is null or strpos(lower(coalesce(subject, '') || ' ' || coalesce(issuer, '') || ' '
                                                                || coalesce(serial_number, '')), :q) > 0
                               or station_id = any(:named::int[]))
                          and (:since::timestamptz is null or not_after >= :since)
                          and (:until::timestamptz is null or not_after < :until)
                          and (not :endless or not_after is null)
                          and (:all or %s)
                          and (coalesce(not_after, 'infinity'), id) > (:end::timestamptz, :id)
                        order by coalesce(not_after, 'infinity'), id limit :limit
                        """.formatted(HELD))
                .param("stations", ints(query.stations))
                .param("everyType", query.types.isEmpty())
                .param("types", query.types.toArray(String[]::new))
                .param("fingerprint", query.fingerprint)
                .param("q", query.q)
                .param("named", ints(query.named))
                .param("since", time(query.since))
                .param("until", time(query.until))
                .param("endless", query.endless)
                .param("all", query.all)
                .param("end", after.end)
                .param("id", after.id)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    /**
     * What ends when.
     *
     * @param month such as 2026-03; over of what has ended, unknown of what nobody knows
     * @param firstEnd null where it is not known
     */
    record Count(
            String month,
            String certificateType,
            int certificates,
            int stations,
            @Nullable Instant firstEnd) {}

    /** By month and type, of what stations have now. */
    List<Count> ends(List<Integer> stations, Instant now, ZoneId zone) {
        return jdbc.sql("""
                        select case when not_after is null then 'unknown' when not_after < :now then 'over'
                                    else to_char(not_after at time zone :zone, 'YYYY-MM') end as month,
                               certificate_type, count(*) as certificates, count(distinct station_id) as stations,
                               min(not_after) as first_end
                        from station_certificate where station_id = any(:stations::int[]) and %s
                        group by 1, 2 order by 1, 2
                        """.formatted(HELD))
                .param("now", time(now))
                .param("zone", zone.getId())
                .param("stations", ints(stations))
                .query((row, _) -> new Count(
                        row.getString("month"),
                        row.getString("certificate_type"),
                        row.getInt("certificates"),
                        row.getInt("stations"),
                        instant(row, "first_end")))
                .list();
    }

    /** On how many stations each of these is installed; none of those that are nowhere. */
    Map<String, Integer> holders(Collection<String> fingerprints) {
        Map<String, Integer> found = new HashMap<>();
        jdbc.sql("""
                        select fingerprint, count(distinct station_id) as stations from station_certificate
                        where fingerprint = any(:fingerprints::text[]) and state = 'installed' group by fingerprint
                        """).param("fingerprints", fingerprints.toArray(String[]::new)).query(row -> {
            found.put(row.getString("fingerprint"), row.getInt("stations"));
        });
        return found;
    }

    private static Row row(ResultSet row) throws SQLException {
        String algorithm = row.getString("hash_algorithm");
        Instant known = instant(row, "known_at");
        return new Row(
                row.getString("id"),
                new StationId(row.getInt("station_id")),
                row.getString("certificate_type"),
                row.getString("subject"),
                row.getString("issuer"),
                row.getString("serial_number"),
                row.getString("fingerprint"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                row.getString("state"),
                known == null ? Instant.EPOCH : known,
                row.getObject("issued_id", UUID.class),
                algorithm == null
                        ? null
                        : new CertificateHash(
                                algorithm,
                                row.getString("issuer_name_hash"),
                                row.getString("issuer_key_hash"),
                                row.getString("told_serial")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Integer[] ints(List<Integer> keys) {
        return keys.toArray(Integer[]::new);
    }
}
