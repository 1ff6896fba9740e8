package dev.stationmaster.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Certificates that were seen whole, in the database. */
@Repository
class KnownCertificateStore {
    private final JdbcClient jdbc;

    KnownCertificateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** So that hash data of it get a name. */
    void know(X509Certificate certificate, Instant at) {
        jdbc.sql("""
                        insert into known_certificate (fingerprint, certificate, subject, serial_number, not_after, first_seen_at,
                                                       issuer, issuer_name, not_before)
                        values (:fingerprint, :certificate, :subject, :serial, :end, :at, :issuer, :name, :begin)
                        on conflict (fingerprint) do update set issuer = excluded.issuer, issuer_name = excluded.issuer_name,
                            not_before = excluded.not_before where known_certificate.issuer_name is null
                        """)
                .param("fingerprint", Pem.fingerprint(certificate))
                .param("certificate", Pem.der(certificate))
                .param("subject", certificate.getSubjectX500Principal().getName())
                .param("serial", Pem.serial(certificate))
                .param("end", certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("issuer", StationAuthorities.issuer(certificate))
                .param("name", certificate.getIssuerX500Principal().getEncoded())
                .param("begin", certificate.getNotBefore().toInstant().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<X509Certificate> find(String fingerprint) {
        return jdbc.sql("select certificate from known_certificate where fingerprint = :fingerprint")
                .param("fingerprint", fingerprint)
                .query((row, _) -> Pem.certificate(row.getBytes("certificate")))
                .optional();
    }

    /** @param subject RFC 2253 */
    List<X509Certificate> of(String subject) {
        return jdbc.sql(
                        "select certificate from known_certificate where subject = :subject order by not_after desc limit 20")
                .param("subject", subject)
                .query((row, _) -> Pem.certificate(row.getBytes("certificate")))
                .list();
    }

    /** Some whose issuer was not noted when they were first seen. */
    List<X509Certificate> withoutIssuer(int limit) {
        return jdbc.sql("select certificate from known_certificate where issuer_name is null limit :limit")
                .param("limit", limit)
                .query((row, _) -> Pem.certificate(row.getBytes("certificate")))
                .list();
    }

    /** Chains of some that we issued and that are not known yet, PEM. */
    List<String> issued(int limit) {
        return jdbc.sql("""
                        select chain from issued_certificate issued
                        where not exists (select from known_certificate known where known.fingerprint = issued.fingerprint) limit :limit
                        """).param("limit", limit).query(String.class).list();
    }
}
