package dev.stationmaster.certificate;

import dev.stationmaster.certificate.CertificateAuthority.AuthorityUnavailable;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationService;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has one request signed, and stores what came of it. */
@Component
class Signing {
    private static final Logger log = LoggerFactory.getLogger(Signing.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final CertificateAuthority authority;
    private final StationAuthorities authorities;
    private final SigningStore store;
    private final StationDirectory stations;
    private final StationService service;
    private final Settings settings;
    private final InstantSource clock;

    Signing(
            CertificateAuthority authority,
            StationAuthorities authorities,
            SigningStore store,
            StationDirectory stations,
            StationService service,
            Settings settings,
            InstantSource clock) {
        this.authority = authority;
        this.authorities = authorities;
        this.store = store;
        this.stations = stations;
        this.service = service;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return whether there is something to deliver now */
    boolean sign(SigningRequest request) {
        Instant now = clock.instant();
        Optional<Station> station = stations.find(request.station());
        if (station.isEmpty()) {
            store.refused(request.id(), "the station was deleted", null, now);
            return false;
        }
        try {
            CertificateRequest csr = CertificateRequest.read(request.csr());
            Duration lifetime = Duration.ofDays(settings.get(
                    SettingKeys.CERTIFICATE_LIFETIME_DAYS, request.station().key()));
            List<X509Certificate> chain =
                    authority.sign(csr, request.certificateType(), lifetime, store.signedBefore(request));
            // A new issuing key is trusted before its first certificate is out.
            authorities.refresh();
            if (!request.certificateType().startsWith("V2G")) adopt(station.get(), csr);
            return store.signed(request, chain, now);
        } catch (CsrRefused why) {
            store.refused(request.id(), why.reason(), null, now);
        } catch (AuthorityUnavailable away) {
            log.warn("event=authority-unavailable request={}", request.id(), away);
            store.later(request.id(), now.plus(AGAIN), away.getMessage());
        } catch (RuntimeException bug) {
            log.error("event=signing-failed request={}", request.id(), bug);
            store.later(request.id(), now.plus(AGAIN), "the authority failed; the log says why");
        }
        return false;
    }

    /** The serial number that the station reported, and that its certificate names, is what its log-ins are compared with from now on. */
    private void adopt(Station station, CertificateRequest csr) {
        String name = csr.commonName();
        if (station.serialNumber() != null || name == null || name.equals(station.identity())) return;
        service.change(
                station.identity(),
                new StationForm(null, null, null, name, null, null, null, null, null, null),
                "server");
    }
}
