package dev.stationmaster.certificate;

import dev.stationmaster.certificate.InventoryStore.Row;
import dev.stationmaster.certificate.OrderedStore.Ordered;
import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.InstalledCertificates;
import dev.stationmaster.command.InstalledCertificates.Installed;
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
    private final OrderedStore orders;
    private final KnownCertificateStore known;
    private final InstantSource clock;

    Inventory(InventoryStore store, OrderedStore orders, KnownCertificateStore known, InstantSource clock) {
        this.store = store;
        this.orders = orders;
        this.known = known;
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

    /** What a station installed for us, and whether it still lists it. @param missingSince null while no report is without it */
    record Drift(
            String certificateType,
            String fingerprint,
            @Nullable String subject,
            @Nullable Instant notAfter,
            Instant acceptedAt,
            @Nullable Instant missingSince) {}

    List<Drift> drift(StationId station) {
        List<Ordered> all = orders.of(station);
        List<X509Certificate> known =
                store.known(List.of(), all.stream().map(Ordered::fingerprint).toList());
        return all.stream()
                .map(one -> {
                    X509Certificate whole = named(one, known);
                    return new Drift(
                            one.certificateType(),
                            one.fingerprint(),
                            whole == null
                                    ? null
                                    : whole.getSubjectX500Principal().getName(),
                            whole == null ? null : whole.getNotAfter().toInstant(),
                            one.acceptedAt(),
                            one.missingSince());
                })
                .toList();
    }

    private static @Nullable X509Certificate named(Ordered ordered, List<X509Certificate> known) {
        return known.stream()
                .filter(one -> Pem.fingerprint(one).equals(ordered.fingerprint()))
                .findFirst()
                .orElse(null);
    }

    /** @param listed hash data that the station told of these kinds @param kinds empty for all */
    private void compare(StationId station, List<String> kinds, List<CertificateHash> listed, Instant at) {
        List<Ordered> all = orders.of(station);
        List<X509Certificate> known =
                store.known(List.of(), all.stream().map(Ordered::fingerprint).toList());
        for (Ordered one : all) {
            if (!kinds.isEmpty() && !kinds.contains(one.certificateType())) continue;
            X509Certificate whole = named(one, known);
            if (whole != null) {
                orders.seen(station, one, listed.stream().noneMatch(hash -> isIt(hash, whole)), at);
            }
        }
    }

    private void deleted(StationId station, CertificateHash hash) {
        List<Ordered> all = orders.of(station);
        List<X509Certificate> known =
                store.known(List.of(), all.stream().map(Ordered::fingerprint).toList());
        for (Ordered one : all) {
            X509Certificate whole = named(one, known);
            if (whole != null && isIt(hash, whole)) orders.forget(station, one);
        }
        store.deleted(station, hash);
    }

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
        return hash == null ? Pem.fingerprint(certificate).equals(row.fingerprint()) : isIt(hash, certificate);
    }

    private static boolean isIt(CertificateHash hash, X509Certificate certificate) {
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
                    compare(
                            command.station(),
                            list.asked(),
                            list.found().stream().map(Installed::hash).toList(),
                            now);
                }
            }
            case StationCommand.InstallCertificate install
            when command.positive() -> installed(command.station(), install, now);
            case StationCommand.DeleteCertificate(CertificateHash hash)
            when command.positive() || "NotFound".equals(command.status()) -> deleted(command.station(), hash);
            default -> {}
        }
    }

    private void installed(StationId station, StationCommand.InstallCertificate install, Instant now) {
        String fingerprint = null;
        try {
            X509Certificate certificate =
                    Pem.certificates(install.certificate()).getFirst();
            known.know(certificate, now);
            fingerprint = Pem.fingerprint(certificate);
            orders.accepted(station, install.certificateType(), fingerprint, now);
        } catch (IllegalArgumentException unreadable) {
            // Sent all the same, and the station took it: then only the station knows what it is.
        }
        store.installed(station, install.certificateType(), fingerprint, now);
    }
}
