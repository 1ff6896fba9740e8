package dev.stationmaster.certificate;

import dev.stationmaster.settings.AuthoritySettings;
import dev.stationmaster.settings.Settings;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The authority that the settings name. Certificates for plug and charge always come from the built-in one. */
@Component
@Primary
class ChosenAuthority implements CertificateAuthority {
    private static final String STATION = "ChargingStationCertificate";

    private final BuiltInAuthority builtIn;
    private final OutsideAuthority outside;
    private final Settings settings;

    ChosenAuthority(BuiltInAuthority builtIn, OutsideAuthority outside, Settings settings) {
        this.builtIn = builtIn;
        this.outside = outside;
        this.settings = settings;
    }

    @Override
    public List<X509Certificate> sign(CertificateRequest request, String certificateType, Duration lifetime) {
        return sign(request, certificateType, lifetime, false);
    }

    @Override
    public List<X509Certificate> sign(
            CertificateRequest request, String certificateType, Duration lifetime, boolean renewal) {
        return switch (settings.get(AuthoritySettings.CERTIFICATE_AUTHORITY)) {
            case EST ->
                certificateType.equals(STATION)
                        ? outside.byEst(request, renewal)
                        : builtIn.sign(request, certificateType, lifetime);
            case HTTP ->
                certificateType.equals(STATION)
                        ? outside.byHttp(request, lifetime, renewal)
                        : builtIn.sign(request, certificateType, lifetime);
            case BUILT_IN -> builtIn.sign(request, certificateType, lifetime);
        };
    }

    /** An outside authority's certificates are uploaded by an operator: nobody is trusted because an answer says so. */
    @Override
    public List<X509Certificate> stationAuthorities() {
        return builtIn.stationAuthorities();
    }
}
