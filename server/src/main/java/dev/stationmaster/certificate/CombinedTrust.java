package dev.stationmaster.certificate;

import dev.stationmaster.settings.AuthoritySettings;
import dev.stationmaster.settings.AuthoritySettings.CombinedCertificates;
import dev.stationmaster.settings.Settings;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Certificates for both uses stand under the V2G authority, because cars must trust them. Whether they open the stations' door too, is the
 * operator's word; other certificates of that authority never do: the station alone says whose name is in them.
 *
 * @see "OCPP 2.0.1 part 2, A02, A03"
 */
@Component
class CombinedTrust {
    /** What an operator can do about it. */
    static final String WAY_OUT =
            "a combined certificate stands under the V2G authority, which opens no station's door here: set combinedCertificates to"
                    + " allow, or enter /pki/v2g-root.pem at /station-cas";

    private final AuthorityKeys keys;
    private final IssuedStore issued;
    private final Settings settings;

    CombinedTrust(AuthorityKeys keys, IssuedStore issued, Settings settings) {
        this.keys = keys;
        this.issued = issued;
        this.settings = settings;
    }

    /** Under whom combined certificates may stand; empty where they open nothing. */
    List<X509Certificate> authorities() {
        return settings.get(AuthoritySettings.COMBINED_CERTIFICATES) == CombinedCertificates.ALLOW ? all() : List.of();
    }

    private List<X509Certificate> all() {
        return Stream.of(true, false)
                .flatMap(root -> keys.present(AuthorityKeys.Kind.V2G, root).stream())
                .map(AuthorityKey::certificate)
                .toList();
    }

    /** Whether our V2G authority signed it, by its name. */
    boolean isOfV2g(X509Certificate certificate) {
        return all().stream()
                .anyMatch(one -> one.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
    }

    /** Whether it is a certificate of our V2G authority itself. */
    boolean isV2g(X509Certificate authority) {
        return all().contains(authority);
    }

    /** Whether it was signed for both uses. Asks the database. */
    boolean isForBoth(X509Certificate certificate) {
        return issued.isOfType(
                StationAuthorities.issuer(certificate), Pem.serial(certificate), CombinedWanted.COMBINED);
    }
}
