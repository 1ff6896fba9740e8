package dev.stationmaster.link.tls;

import dev.stationmaster.platform.StartRefused;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of the stations' secure port: an RSA and an ECDSA certificate on one port, the suites that OCPP demands, TLS 1.2 and 1.3
 * (OCPP 2.x part 2, A00.FR.306–324).
 */
public final class StationTls {
    static {
        TlsAlgorithms.allowStaticRsa();
    }

    private static final Logger log = LoggerFactory.getLogger(StationTls.class);

    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384");

    private final TlsSettings settings;
    private final Path folder;
    private final InstantSource clock;
    private final TrustGate gate;
    private volatile SslContext context;
    private volatile List<List<X509Certificate>> chains = List.of();
    private volatile List<FileTime> loaded;

    /**
     * @param folder where certificates are kept that we made ourselves
     * @param trust whose client certificates are taken
     */
    public StationTls(TlsSettings settings, Path folder, InstantSource clock, StationTrust trust) {
        this.gate = new TrustGate(trust);
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        this.loaded = changedAt();
        this.context = load();
    }

    /** For new connections; ask for it at each one, as {@link #reload()} changes it. */
    public SslContext context() {
        return context;
    }

    /** What the server shows now: the RSA chain and the ECDSA chain, its own certificate first. */
    public List<List<X509Certificate>> chains() {
        return chains;
    }

    /**
     * Reads the given certificate files again when one of them was changed; open connections keep what they have. Certificates are short-lived
     * (A00.FR.701), so this is asked often. Files that cannot be used are reported once, and the old certificates stay.
     */
    public void reloadIfChanged() {
        List<FileTime> now = changedAt();
        if (now.equals(loaded)) return;
        loaded = now;
        try {
            context = load();
        } catch (StartRefused unusable) {
            log.error("event=tls-not-reloaded reason=\"{}\"", unusable.getMessage());
        }
    }

    private List<FileTime> changedAt() {
        return Stream.of(settings.rsaCertificate(), settings.rsaKey(), settings.ecdsaCertificate(), settings.ecdsaKey())
                .filter(Objects::nonNull)
                .map(StationTls::changedAt)
                .toList();
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException missing) {
            return FileTime.fromMillis(0);
        }
    }

    private SslContext load() {
        var selfMade = new SelfMade(folder, settings.hostName(), clock.instant());
        ServerCertificate rsa = given("rsa", settings.rsaCertificate(), settings.rsaKey());
        ServerCertificate ecdsa = given("ecdsa", settings.ecdsaCertificate(), settings.ecdsaKey());
        if (rsa == null) rsa = selfMade.rsa();
        if (ecdsa == null) ecdsa = selfMade.ecdsa();
        log.info("event=tls-ready rsa=\"{}\" ecdsa=\"{}\"", words(rsa), words(ecdsa));
        try {
            // In memory only. The key manager takes the key out of it anew for each handshake; out of a PKCS12 store
            // that costs three times as much
            // as all the rest of the handshake, by the ten thousand rounds of its key derivation.
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry("rsa", rsa.key(), new char[0], rsa.chain().toArray(X509Certificate[]::new));
            store.setKeyEntry("ecdsa", ecdsa.key(), new char[0], ecdsa.chain().toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance("NewSunX509");
            keys.init(store, new char[0]);
            chains = List.of(rsa.chain(), ecdsa.chain());
            return SslContextBuilder.forServer(keys)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(SUITES)
                    .trustManager(gate)
                    // Asked for, not demanded: profile 2 shares the port. Who must show one is known at the upgrade.
                    .clientAuth(ClientAuth.OPTIONAL)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefused("the TLS certificates for stations cannot be used together", e);
        }
    }

    private static @Nullable ServerCertificate given(String kind, @Nullable Path certificate, @Nullable Path key) {
        if (certificate == null && key == null) return null;
        if (certificate == null || key == null)
            throw new StartRefused(
                    "stationmaster.tls." + kind + "-certificate and stationmaster.tls." + kind + "-key belong together",
                    null);
        return ServerCertificate.read(certificate, key);
    }

    private static String words(ServerCertificate certificate) {
        return certificate.own().getSubjectX500Principal().getName() + " until "
                + certificate.own().getNotAfter().toInstant();
    }
}
