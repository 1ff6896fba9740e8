package dev.stationmaster.link.tls;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What stations show of themselves in the TLS handshake. */
public final class ClientCertificates {
    private ClientCertificates() {}

    /** The chain of the session, the station's own first; empty when it showed none. */
    public static List<X509Certificate> of(SSLSession session) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : session.getPeerCertificates()) {
                if (certificate instanceof X509Certificate known) chain.add(known);
            }
            return List.copyOf(chain);
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** The common name, which holds the station's serial number (A00.FR.405); null when there is none. */
    public static @Nullable String commonName(X509Certificate certificate) {
        return attribute(certificate, "CN").orElse(null);
    }

    /** The organisation; null when there is none. */
    public static @Nullable String organisation(X509Certificate certificate) {
        return attribute(certificate, "O").orElse(null);
    }

    private static Optional<String> attribute(X509Certificate certificate, String type) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().reversed().stream()
                            .flatMap(rdn -> value(rdn, type).stream())
                            .findFirst();
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(Rdn rdn, String type) {
        return rdn.getType().equalsIgnoreCase(type) && rdn.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Why the handshake ended, when it did because of the station's certificate. */
    public static Optional<String> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException why) return Optional.ofNullable(why.getMessage());
        }
        return Optional.empty();
    }
}
