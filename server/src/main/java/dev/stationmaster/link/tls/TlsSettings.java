package dev.stationmaster.link.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The server's certificates for stations. One of each kind serves all suites that OCPP demands; what is not given is made by ourselves, for trying
 * out.
 *
 * @param rsaCertificate PEM file: the RSA certificate (2048 bits for old stations) and its intermediates, the server's first
 * @param rsaKey PEM file: its private key, unencrypted
 * @param ecdsaCertificate PEM file: the ECDSA certificate (P-256) and its intermediates
 * @param ecdsaKey PEM file: its private key, unencrypted
 * @param hostName name in self-made certificates; null takes the machine's
 */
@ConfigurationProperties("stationmaster.tls")
public record TlsSettings(
        @Nullable Path rsaCertificate,
        @Nullable Path rsaKey,
        @Nullable Path ecdsaCertificate,
        @Nullable Path ecdsaKey,
        @Nullable String hostName) {
    /** Everything self-made. */
    public static TlsSettings selfMade() {
        return new TlsSettings(null, null, null, null, null);
    }
}
