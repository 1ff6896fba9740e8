package dev.stationmaster.certificate;

import dev.stationmaster.station.StationId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Certificates that stations installed for us, in the database. */
@Repository
class OrderedStore {
    private final JdbcClient jdbc;

    OrderedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param missingSince when a report of the station did not list it; null while none did so */
    record Ordered(
            String certificateType,
            String fingerprint,
            Instant acceptedAt,
            @Nullable Instant missingSince) {}

    List<Ordered> of(StationId station) {
        return jdbc.sql("""
                        select certificate_type, fingerprint, accepted_at, missing_since from ordered_certificate
                        where station_id = :station order by accepted_at
                        """)
                .param("station", station.key())
                .query((row, _) -> {
                    Timestamp missing = row.getTimestamp("missing_since");
                    return new Ordered(
                            row.getString("certificate_type"),
                            row.getString("fingerprint"),
                            row.getTimestamp("accepted_at").toInstant(),
                            missing == null ? null : missing.toInstant());
                })
                .list();
    }

    void accepted(StationId station, String certificateType, String fingerprint, Instant at) {
        jdbc.sql("""
                        insert into ordered_certificate (station_id, certificate_type, fingerprint, accepted_at)
                        values (:station, :type, :fingerprint, :at)
                        on conflict (station_id, certificate_type, fingerprint) do update set accepted_at = excluded.accepted_at,
                            missing_since = null
                        """)
                .param("station", station.key())
                .param("type", certificateType)
                .param("fingerprint", fingerprint)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @param missing whether a report that should list it does not */
    void seen(StationId station, Ordered ordered, boolean missing, Instant at) {
        jdbc.sql("""
                        update ordered_certificate
                        set missing_since = case when :missing then coalesce(missing_since, :at) end
                        where station_id = :station and certificate_type = :type and fingerprint = :fingerprint
                        """)
                .param("missing", missing)
                .param("at", Timestamp.from(at))
                .param("station", station.key())
                .param("type", ordered.certificateType())
                .param("fingerprint", ordered.fingerprint())
                .update();
    }

    /** We had it deleted. */
    void forget(StationId station, Ordered ordered) {
        jdbc.sql("""
                        delete from ordered_certificate
                        where station_id = :station and certificate_type = :type and fingerprint = :fingerprint
                        """)
                .param("station", station.key())
                .param("type", ordered.certificateType())
                .param("fingerprint", ordered.fingerprint())
                .update();
    }
}
