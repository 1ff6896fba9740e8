package dev.stationmaster.certificate;

import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Issued certificates in the database. */
@Repository
class IssuedStore {
    private static final String SELECT = """
            select issued.*, revoked.serial_number is not null as revoked
            from issued_certificate issued
            left join revoked_certificate revoked
                 on revoked.issuer = issued.issuer and revoked.serial_number = issued.serial_number
            """;

    private final JdbcClient jdbc;

    IssuedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<IssuedCertificate> find(UUID id) {
        return jdbc.sql(SELECT + "where issued.id = :id")
                .param("id", id)
                .query((row, _) -> issued(row))
                .optional();
    }

    /** Whether one of our authorities issued it, to a station or for a contract. @param issuer RFC 2253 @param serial hexadecimal */
    boolean isOurs(String issuer, String serial) {
        return jdbc.sql("""
                        select exists (select from issued_certificate where issuer = :issuer and serial_number = :serial)
                            or exists (select from contract_certificate where issuer = :issuer and serial_number = :serial)
                        """)
                .param("issuer", issuer)
                .param("serial", serial)
                .query(Boolean.class)
                .single();
    }

    /** Whether a station got it as one of that type. */
    boolean isOfType(String issuer, String serial, String certificateType) {
        return jdbc.sql("""
                        select exists (select from issued_certificate
                                       where issuer = :issuer and serial_number = :serial and certificate_type = :type)
                        """)
                .param("issuer", issuer)
                .param("serial", serial)
                .param("type", certificateType)
                .query(Boolean.class)
                .single();
    }

    /** Newest first. */
    List<IssuedCertificate> of(StationId station) {
        return jdbc.sql(SELECT + "where station_id = :station order by issued_at desc limit 100")
                .param("station", station.key())
                .query((row, _) -> issued(row))
                .list();
    }

    /** In the order of their ends. @param after micros of the end and the id of the last one seen */
    List<IssuedCertificate> endingBefore(
            @Nullable Instant end, @Nullable Instant after, @Nullable UUID afterId, int limit) {
        return jdbc.sql(SELECT + """
                        where (:end::timestamptz is null or issued.not_after < :end)
                          and (:after::timestamptz is null or (issued.not_after, issued.id) > (:after, :afterId::uuid))
                        order by issued.not_after, issued.id limit :limit
                        """)
                .param("end", end == null ? null : at(end))
                .param("after", after == null ? null : at(after))
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, _) -> issued(row))
                .list();
    }

    /** Certificates in use that end soon, of stations that can be asked, and were not asked lately. */
    List<IssuedCertificate> dueForRenewal(
            Collection<Integer> stations, Instant endsBefore, Instant askedBefore, int limit) {
        return jdbc.sql(SELECT + """
                        where issued.state = 'inUse' and issued.not_after < :end and revoked.serial_number is null
                          and (renewal_asked_at is null or renewal_asked_at < :asked)
                          and station_id = any(:stations::int[])
                        order by issued.not_after limit :limit
                        """)
                .param("end", at(endsBefore))
                .param("asked", at(askedBefore))
                .param("stations", stations.toArray(Integer[]::new))
                .param("limit", limit)
                .query((row, _) -> issued(row))
                .list();
    }

    void renewalAsked(UUID id, Instant at) {
        jdbc.sql("update issued_certificate set renewal_asked_at = :at where id = :id")
                .param("at", at(at))
                .param("id", id)
                .update();
    }

    /** The station discarded what it has in use. @return false when it was asked again since then, or has none */
    boolean askedAgain(StationId station, Instant at, Instant since) {
        return jdbc.sql("""
                        update issued_certificate set renewal_asked_at = :at
                        where station_id = :station and state = 'inUse' and certificate_type in ('ChargingStationCertificate', 'CombinedCertificate')
                          and (renewal_asked_at is null or renewal_asked_at < :since)
                        """)
                        .param("at", at(at))
                        .param("station", station.key())
                        .param("since", at(since))
                        .update()
                > 0;
    }

    private static IssuedCertificate issued(ResultSet row) throws SQLException {
        return new IssuedCertificate(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getString("certificate_type"),
                row.getString("issuer"),
                row.getString("serial_number"),
                row.getString("subject"),
                row.getString("chain"),
                row.getTimestamp("not_before").toInstant(),
                row.getTimestamp("not_after").toInstant(),
                row.getTimestamp("issued_at").toInstant(),
                row.getString("state"),
                row.getBoolean("revoked"));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
