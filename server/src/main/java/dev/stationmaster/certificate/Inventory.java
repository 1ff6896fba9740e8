package dev.stationmaster.certificate;

import dev.stationmaster.certificate.InventoryStore.Row;
import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.InstalledCertificates;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.station.StationId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each station has installed: as it said itself, letter by letter, with a name where we know the certificate. */
@Component
class Inventory implements CommandListener {
    private final InventoryStore store;
    private final InstantSource clock;

    Inventory(InventoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One certificate in a station. @param subject null when we never saw it whole */
    record Entry(
            String certificateType,
            @Nullable CertificateHash certificateHashData,
            List<CertificateHash> childCertificateHashData,
            @Nullable String subject,
            @Nullable Instant notAfter,
            Instant reportedAt) {}

    List<Entry> of(StationId station) {
        List<Row> rows = store.of(station);
        List<X509Certificate> known = store.known(
                rows.stream()
                        .map(Row::hash)
                        .filter(Objects::nonNull)
                        .map(CertificateHash::serialNumber)
                        .toList(),
                rows.stream().map(Row::fingerprint).filter(Objects::nonNull).toList());
        return rows.stream().map(row -> entry(row, known)).toList();
    }

    private static Entry entry(Row row, List<X509Certificate> known) {
        X509Certificate whole =
                known.stream().filter(one -> isIt(row, one)).findFirst().orElse(null);
        return new Entry(
                row.certificateType(),
                row.hash(),
                row.children(),
                whole == null ? null : whole.getSubjectX500Principal().getName(),
                whole == null ? null : whole.getNotAfter().toInstant(),
                row.reportedAt());
    }

    private static boolean isIt(Row row, X509Certificate certificate) {
        CertificateHash hash = row.hash();
        if (hash == null) return Pem.fingerprint(certificate).equals(row.fingerprint());
        String algorithm = hash.hashAlgorithm().replace("SHA", "SHA-");
        byte[] name = Pem.hash(algorithm, certificate.getIssuerX500Principal().getEncoded());
        return hash.serialNumber().replaceFirst("^0+(?=.)", "").equalsIgnoreCase(Pem.serial(certificate))
                && HexFormat.of().formatHex(name).equalsIgnoreCase(hash.issuerNameHash());
    }

    @Override
    public void ended(Ended command) {
        if (command.how() != How.ANSWERED) return;
        Instant now = clock.instant();
        switch (command.command()) {
            case StationCommand.GetInstalledCertificateIds _ -> {
                for (InstalledCertificates list : command.told(InstalledCertificates.class)) {
                    store.replace(command.station(), list.asked(), list.found(), now);
                }
            }
            case StationCommand.InstallCertificate install
            when command.positive() -> installed(command.station(), install, now);
            case StationCommand.DeleteCertificate(CertificateHash hash)
            when command.positive() || "NotFound".equals(command.status()) -> store.deleted(command.station(), hash);
            default -> {}
        }
    }

    private void installed(StationId station, StationCommand.InstallCertificate install, Instant now) {
        String fingerprint = null;
        try {
            X509Certificate certificate =
                    Pem.certificates(install.certificate()).getFirst();
            store.know(certificate, now);
            fingerprint = Pem.fingerprint(certificate);
        } catch (IllegalArgumentException unreadable) {
            // Sent all the same, and the station took it: then only the station knows what it is.
        }
        store.installed(station, install.certificateType(), fingerprint, now);
    }
}
