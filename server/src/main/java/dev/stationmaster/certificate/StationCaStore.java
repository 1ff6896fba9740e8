package dev.stationmaster.certificate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trusted authorities of others, and revoked certificates, in the database. */
@Repository
class StationCaStore {
    private final JdbcClient jdbc;

    StationCaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StationCa> all() {
        return jdbc.sql("select id, name, certificate, created_at, created_by from station_ca order by created_at, id")
                .query((row, _) -> new StationCa(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Pem.certificate(row.getBytes("certificate")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("created_by")))
                .list();
    }

    /** The same certificate again changes its name only. */
    void save(StationCa ca) {
        jdbc.sql("""
                        insert into station_ca (id, name, certificate, fingerprint, created_at, created_by)
                        values (:id, :name, :certificate, :fingerprint, :at, :by)
                        on conflict (fingerprint) do update set name = excluded.name
                        """)
                .param("id", ca.id())
                .param("name", ca.name())
                .param("certificate", Pem.der(ca.certificate()))
                .param("fingerprint", Pem.fingerprint(ca.certificate()))
                .param("at", ca.createdAt().atOffset(ZoneOffset.UTC))
                .param("by", ca.createdBy())
                .update();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from station_ca where id = :id").param("id", id).update() > 0;
    }

    /** @param serialNumber hexadecimal */
    record RevokedRow(String issuer, String serialNumber, Instant revokedAt, String revokedBy) {}

    /** Those that have not ended by themselves. */
    List<RevokedRow> revoked(Instant now) {
        return jdbc.sql("""
                        select issuer, serial_number, revoked_at, revoked_by from revoked_certificate
                        where not_after > :now order by revoked_at
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new RevokedRow(
                        row.getString("issuer"),
                        row.getString("serial_number"),
                        row.getTimestamp("revoked_at").toInstant(),
                        row.getString("revoked_by")))
                .list();
    }

    void revoke(RevokedRow row, Instant notAfter) {
        jdbc.sql("""
                        insert into revoked_certificate (issuer, serial_number, not_after, revoked_at, revoked_by)
                        values (:issuer, :serial, :end, :at, :by) on conflict (issuer, serial_number) do nothing
                        """)
                .param("issuer", row.issuer())
                .param("serial", row.serialNumber())
                .param("end", notAfter.atOffset(ZoneOffset.UTC))
                .param("at", row.revokedAt().atOffset(ZoneOffset.UTC))
                .param("by", row.revokedBy())
                .update();
    }
}
