package dev.stationmaster.certificate;

import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.InstalledCertificates.Installed;
import dev.stationmaster.station.StationId;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What stations have installed, in the database. */
@Repository
class InventoryStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<CertificateHash>> HASHES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    InventoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param hash as the station reported it; null until it did
     * @param fingerprint of what we sent; null when the station only reported it
     */
    record Row(
            String certificateType,
            @Nullable CertificateHash hash,
            List<CertificateHash> children,
            @Nullable String fingerprint,
            Instant reportedAt) {}

    List<Row> of(StationId station) {
        return jdbc.sql("select * from installed_certificate where station_id = :station order by certificate_type, id")
                .param("station", station.key())
                .query((row, _) -> row(row))
                .list();
    }

    /** The station's whole list of these kinds. @param kinds empty for all kinds */
    @Transactional
    public void replace(StationId station, List<String> kinds, List<Installed> found, Instant at) {
        jdbc.sql("""
                        delete from installed_certificate
                        where station_id = :station and (:all or certificate_type = any(:kinds::text[]))
                        """)
                .param("station", station.key())
                .param("all", kinds.isEmpty())
                .param("kinds", kinds.toArray(String[]::new))
                .update();
        for (Installed one : found) insert(station, one.certificateType(), one.hash(), one.children(), null, at);
    }

    /** The station said that it installed this; how it names it is not known yet. */
    @Transactional
    public void installed(StationId station, String certificateType, @Nullable String fingerprint, Instant at) {
        jdbc.sql("""
                        delete from installed_certificate
                        where station_id = :station and certificate_type = :type and fingerprint = :fingerprint and hash_algorithm is null
                        """)
                .param("station", station.key())
                .param("type", certificateType)
                .param("fingerprint", fingerprint)
                .update();
        insert(station, certificateType, null, List.of(), fingerprint, at);
    }

    private void insert(
            StationId station,
            String type,
            @Nullable CertificateHash hash,
            List<CertificateHash> children,
            @Nullable String fingerprint,
            Instant at) {
        jdbc.sql("""
                        insert into installed_certificate (station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash,
                                                           serial_number, children, fingerprint, reported_at)
                        values (:station, :type, :algorithm, :name, :key, :serial, :children, :fingerprint, :at)
                        """)
                .param("station", station.key())
                .param("type", type)
                .param("algorithm", hash == null ? null : hash.hashAlgorithm())
                .param("name", hash == null ? null : hash.issuerNameHash())
                .param("key", hash == null ? null : hash.issuerKeyHash())
                .param("serial", hash == null ? null : hash.serialNumber())
                .param("children", JSON.writeValueAsString(children))
                .param("fingerprint", fingerprint)
                .param("at", at(at))
                .update();
    }

    /** Under this algorithm; a station that lists it under several lists it anew when it is asked. */
    void deleted(StationId station, CertificateHash hash) {
        jdbc.sql("""
                        delete from installed_certificate
                        where station_id = :station and hash_algorithm = :algorithm and lower(issuer_name_hash) = lower(:name)
                          and lower(issuer_key_hash) = lower(:key) and lower(serial_number) = lower(:serial)
                        """)
                .param("station", station.key())
                .param("algorithm", hash.hashAlgorithm())
                .param("name", hash.issuerNameHash())
                .param("key", hash.issuerKeyHash())
                .param("serial", hash.serialNumber())
                .update();
    }

    /** All that have one of these serial numbers or fingerprints. */
    List<X509Certificate> known(List<String> serialNumbers, List<String> fingerprints) {
        var serials = serialNumbers.stream()
                .map(text -> text.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", ""))
                .toArray(String[]::new);
        return jdbc.sql("""
                        select certificate from known_certificate
                        where serial_number = any(:serials::text[]) or fingerprint = any(:fingerprints::text[])
                        """)
                .param("serials", serials)
                .param("fingerprints", fingerprints.toArray(String[]::new))
                .query((row, _) -> Pem.certificate(row.getBytes("certificate")))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        String algorithm = row.getString("hash_algorithm");
        return new Row(
                row.getString("certificate_type"),
                algorithm == null
                        ? null
                        : new CertificateHash(
                                algorithm,
                                row.getString("issuer_name_hash"),
                                row.getString("issuer_key_hash"),
                                row.getString("serial_number")),
                JSON.readValue(row.getString("children"), HASHES),
                row.getString("fingerprint"),
                row.getTimestamp("reported_at").toInstant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
