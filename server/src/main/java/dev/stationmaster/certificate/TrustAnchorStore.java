package dev.stationmaster.certificate;

import dev.stationmaster.certificate.TrustAnchor.Kind;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trust anchors of Plug & Charge in the database. */
@Repository
class TrustAnchorStore {
    private final JdbcClient jdbc;

    TrustAnchorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<TrustAnchor> all() {
        return jdbc.sql("select * from trust_anchor order by created_at, id")
                .query((row, _) -> new TrustAnchor(
                        row.getObject("id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        Pem.certificate(row.getBytes("certificate")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("created_by")))
                .list();
    }

    /** The same certificate again changes its name only. */
    void save(TrustAnchor anchor) {
        jdbc.sql("""
                        insert into trust_anchor (id, kind, name, certificate, fingerprint, created_at, created_by)
                        values (:id, :kind, :name, :certificate, :fingerprint, :at, :by)
                        on conflict (kind, fingerprint) do update set name = excluded.name
                        """)
                .param("id", anchor.id())
                .param("kind", anchor.kind().name())
                .param("name", anchor.name())
                .param("certificate", Pem.der(anchor.certificate()))
                .param("fingerprint", Pem.fingerprint(anchor.certificate()))
                .param("at", anchor.createdAt().atOffset(ZoneOffset.UTC))
                .param("by", anchor.createdBy())
                .update();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from trust_anchor where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }
}
