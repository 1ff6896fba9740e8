package dev.stationmaster.simulator.wire;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
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

    /** An old station: TLS 1.2 with one suite of each kind of key. @param pem whom it trusts; null for everybody */
    public static SslContext old(@Nullable Path pem) {
        var builder = SslContextBuilder.forClient()
                .protocols("TLSv1.2")
                .ciphers(List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                .endpointIdentificationAlgorithm("");
        return build(
                pem != null
                        ? builder.trustManager(pem.toFile())
                        : builder.trustManager(InsecureTrustManagerFactory.INSTANCE));
    }

    /** For connections of Java's own. @param pem whom they trust; null for everybody */
    public static SSLSocketFactory sockets(@Nullable Path pem) {
        try {
            TrustManagerFactory trust = InsecureTrustManagerFactory.INSTANCE;
            if (pem != null) {
                var roots = KeyStore.getInstance(KeyStore.getDefaultType());
                roots.load(null, null);
                try (var in = Files.newInputStream(pem)) {
                    for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                        roots.setCertificateEntry("root-" + roots.size(), one);
                    }
                }
                trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(roots);
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("TLS: " + unusable.getMessage(), unusable);
        }
    }

    private static SslContext build(SslContextBuilder builder) {
        try {
            return builder.sslProvider(SslProvider.JDK).build();
        } catch (SSLException unusable) {
            throw new IllegalArgumentException("TLS: " + unusable.getMessage(), unusable);
        }
    }
}
