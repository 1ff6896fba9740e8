package dev.stationmaster.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Who signs the certificates of stations (A02.FR.04). The built-in one signs at once; another may ask a service elsewhere, and fail for a while. */
public interface CertificateAuthority {
    /**
     * Signs a request that was checked.
     *
     * @param certificateType ChargingStationCertificate, V2GCertificate or V2G20Certificate
     * @param lifetime wanted, from now; the certificate begins a little earlier, for stations whose clock is behind (A02.FR.06)
     * @return the station's own certificate first, then the intermediate ones; without the root
     * @throws AuthorityUnavailable when it may work later
     * @throws CsrRefused when it never will
     */
    List<X509Certificate> sign(CertificateRequest request, String certificateType, Duration lifetime);

    /**
     * The same, told whether the station had a certificate of that type before: some authorities keep renewals apart.
     */
    default List<X509Certificate> sign(
            CertificateRequest request, String certificateType, Duration lifetime, boolean renewal) {
        return sign(request, certificateType, lifetime);
    }

    /** The certificates of the authority under which station certificates stand: roots and those that sign. */
    List<X509Certificate> stationAuthorities();

    /** The authority cannot be reached, or is busy. */
    final class AuthorityUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public AuthorityUnavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
