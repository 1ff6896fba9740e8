package dev.stationmaster.simulator.wire;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** How a station makes sure that it talks to its server. */
public final class Tls {
    private Tls() {}

    /** Trusts the certificates of a PEM file, and those issued by them. */
    public static SslContext trusting(Path pem) {
        return build(SslContextBuilder.forClient().trustManager(pem.toFile()));
    }

    /** Trusts everybody. For trying out only. */
    public static SslContext trustingEverybody() {
        return build(SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(""));
    }

    /** Shows a certificate of its own. @param pem whom it trusts; null for everybody */
    public static SslContext showing(@Nullable Path pem, PrivateKey key, List<X509Certificate> chain) {
        var builder = SslContextBuilder.forClient().keyManager(key, chain.toArray(X509Certificate[]::new));
        return pem != null
                ? build(builder.trustManager(pem.toFile()))
                : build(builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(""));
    }

    private static SslContext build(SslContextBuilder builder) {
        try {
            return builder.sslProvider(SslProvider.JDK).build();
        } catch (SSLException unusable) {
            throw new IllegalArgumentException("TLS: " + unusable.getMessage(), unusable);
        }
    }
}
