package dev.stationmaster.certificate;

import dev.stationmaster.certificate.StationAuthorities.Judgement;
import dev.stationmaster.link.tls.ClientCertificates;
import dev.stationmaster.link.tls.StationTrust;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.SettingKeys.CertificateName;
import dev.stationmaster.settings.SettingKeys.ExpiredCertificates;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Security profile 3: which certificate opens which station. */
@Component
class StationCertificates implements StationTrust {
    private final StationAuthorities authorities;
    private final StationDirectory stations;
    private final Settings settings;

    StationCertificates(StationAuthorities authorities, StationDirectory stations, Settings settings) {
        this.authorities = authorities;
        this.stations = stations;
        this.settings = settings;
    }

    @Override
    public List<X509Certificate> authorities() {
        return authorities.trusted();
    }

    /** Unknown issuers, and certificates that ended, do not get past the handshake (A00.FR.407; the one exception is A00.FR.429). */
    @Override
    public void shakeHands(List<X509Certificate> chain) throws CertificateException {
        switch (authorities.judge(chain)) {
            case Judgement.Good _ -> {}
            case Judgement.Bad(String words) -> throw new CertificateException(words);
            case Judgement.Expired(String words) -> {
                if (!someoneMay(chain.getFirst())) throw new CertificateException(words);
            }
        }
    }

    private boolean someoneMay(X509Certificate certificate) {
        return stations.all().stream()
                .anyMatch(station -> named(station, certificate).isEmpty() && mayBeOver(station));
    }

    private boolean mayBeOver(Station station) {
        return settings.get(SettingKeys.EXPIRED_CERTIFICATES, station.id().key()) == ExpiredCertificates.ALLOW;
    }

    @Override
    public Optional<String> against(Station station, List<X509Certificate> chain) {
        switch (authorities.judge(chain)) {
            case Judgement.Good _ -> {}
            case Judgement.Bad(String words) -> {
                return Optional.of(words);
            }
            case Judgement.Expired(String words) -> {
                if (!mayBeOver(station)) return Optional.of(words);
            }
        }
        return named(station, chain.getFirst());
    }

    /** A00.FR.405: the common name is the serial number. The identity stands in for one that is not known, or where it is allowed (quirk Q12). */
    private Optional<String> named(Station station, X509Certificate certificate) {
        String name = ClientCertificates.commonName(certificate);
        if (fits(station, name)) return Optional.empty();
        String serial = station.serialNumber();
        return Optional.of("the certificate is of \"" + name + "\", not of "
                + (serial == null
                        ? "the identity (no serial number of this station is known)"
                        : "the serial number \"" + serial + "\" (A00.FR.405)"));
    }

    boolean fits(Station station, @Nullable String name) {
        if (name == null) return false;
        String serial = station.serialNumber();
        if (serial != null && serial.equals(name)) return true;
        boolean identityToo = serial == null
                || settings.get(SettingKeys.CERTIFICATE_NAME, station.id().key()) == CertificateName.IDENTITY_TOO;
        return identityToo && station.identity().equals(name);
    }
}
