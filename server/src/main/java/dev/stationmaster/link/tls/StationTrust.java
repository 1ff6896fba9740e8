package dev.stationmaster.link.tls;

import dev.stationmaster.station.Station;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Which client certificates open the secure port (security profile 3; OCPP 2.x part 2, A00.FR.401–429). Decided from memory. */
public interface StationTrust {
    /** The authorities that are named to stations when their certificate is asked for. */
    List<X509Certificate> authorities();

    /**
     * During the TLS handshake, when it is not known yet which station it is: chain and dates (A00.FR.403, A00.FR.407).
     *
     * @param chain the station's own first
     * @throws CertificateException saying why the handshake ends
     */
    void shakeHands(List<X509Certificate> chain) throws CertificateException;

    /**
     * Before the 101, also of a resumed session: everything again, and that it is this station's and not revoked.
     *
     * @return why it does not open this station; empty when it does
     */
    Optional<String> against(Station station, List<X509Certificate> chain);

    /** Trusts no certificate: for ports without profile 3. */
    static StationTrust nobody() {
        return new StationTrust() {
            @Override
            public List<X509Certificate> authorities() {
                return List.of();
            }

            @Override
            public void shakeHands(List<X509Certificate> chain) throws CertificateException {
                throw new CertificateException("no station certificate is trusted here");
            }

            @Override
            public Optional<String> against(Station station, List<X509Certificate> chain) {
                return Optional.of("no station certificate is trusted here");
            }
        };
    }
}
