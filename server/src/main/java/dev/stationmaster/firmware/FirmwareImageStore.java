package dev.stationmaster.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of firmware images, in the database. */
@Repository
class FirmwareImageStore {
    private final JdbcClient jdbc;

    FirmwareImageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<FirmwareImage> find(UUID file) {
        return jdbc.sql("select * from firmware_image where file_id = :file")
                .param("file", file)
                .query((row, _) -> image(row))
                .optional();
    }

    /** Those of these files of which something is known. */
    Map<UUID, FirmwareImage> of(Collection<UUID> files) {
        return jdbc
                .sql("select * from firmware_image where file_id = any(:files)")
                .param("files", files.toArray(UUID[]::new))
                .query((row, _) -> image(row))
                .list()
                .stream()
                .collect(Collectors.toMap(FirmwareImage::file, Function.identity()));
    }

    void save(FirmwareImage image) {
        jdbc.sql("""
                        insert into firmware_image (file_id, version, vendor, model, signing_certificate, signature, made, actor, changed_at)
                        values (:file, :version, :vendor, :model, :certificate, :signature, :made, :actor, :at)
                        on conflict (file_id) do update
                        set version = excluded.version, vendor = excluded.vendor, model = excluded.model,
                            signing_certificate = excluded.signing_certificate, signature = excluded.signature, made = excluded.made,
                            actor = excluded.actor, changed_at = excluded.changed_at
                        """)
                .param("file", image.file())
                .param("version", image.version(), java.sql.Types.VARCHAR)
                .param("vendor", image.vendor(), java.sql.Types.VARCHAR)
                .param("model", image.model(), java.sql.Types.VARCHAR)
                .param("certificate", image.signingCertificate(), java.sql.Types.VARCHAR)
                .param("signature", image.signature(), java.sql.Types.VARCHAR)
                .param("made", image.made())
                .param("actor", image.actor())
                .param("at", image.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(UUID file) {
        jdbc.sql("delete from firmware_image where file_id = :file")
                .param("file", file)
                .update();
    }

    private static FirmwareImage image(ResultSet row) throws SQLException {
        return new FirmwareImage(
                row.getObject("file_id", UUID.class),
                row.getString("version"),
                row.getString("vendor"),
                row.getString("model"),
                row.getString("signing_certificate"),
                row.getString("signature"),
                row.getBoolean("made"),
                row.getString("actor"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
