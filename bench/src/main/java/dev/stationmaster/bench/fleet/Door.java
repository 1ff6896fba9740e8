package dev.stationmaster.bench.fleet;

import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Where stations connect: a port on loopback, with TLS or without. */
public record Door(int port, @Nullable SSLContext tls) {
    public static Door plain(int port) {
        return new Door(port, null);
    }

    /** Whatever certificate the server has is taken: what is measured is the server. */
    public static Door tls(int port) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TakesAll()}, null);
            return new Door(port, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A handshake of its own, never the continued session of another station; null without TLS. */
    @Nullable
    SslHandler handshake() {
        if (tls == null) return null;
        var engine = tls.createSSLEngine();
        engine.setUseClientMode(true);
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(120_000);
        return handler;
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static final class TakesAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
