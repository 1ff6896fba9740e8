package dev.stationmaster.simulator.wire;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom to connect.
 *
 * @param base          the server's endpoint, {@code ws://} or {@code wss://}, without the identity
 * @param identity      the station's identity; percent-encoded here
 * @param subprotocols  offered, comma separated, most wanted first
 * @param authorization value of the Authorization header; null without Basic authentication
 * @param tls           for {@code wss}; null for {@code ws}
 * @param localAddress  source address to bind to; null lets the system choose
 * @param compression   whether to offer permessage-deflate
 */
public record Endpoint(
        URI base,
        String identity,
        String subprotocols,
        @Nullable String authorization,
        @Nullable SslContext tls,
        @Nullable InetSocketAddress localAddress,
        boolean compression) {

    /** The whole address: the base, a slash, the identity. */
    public URI uri() {
        var text = base.toString();
        var slash = text.endsWith("/") ? "" : "/";
        return URI.create(text
                + slash
                + URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    boolean secure() {
        return "wss".equals(base.getScheme());
    }

    int port() {
        return base.getPort() >= 0 ? base.getPort() : secure() ? 443 : 80;
    }
}
