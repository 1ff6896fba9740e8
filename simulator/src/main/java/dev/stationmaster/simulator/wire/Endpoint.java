package dev.stationmaster.simulator.wire;

import dev.stationmaster.simulator.quirk.Quirk;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
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
 * @param quirks        what it does wrong, of which some concern the address, the upgrade and the socket
 */
public record Endpoint(
        URI base,
        String identity,
        String subprotocols,
        @Nullable String authorization,
        @Nullable SslContext tls,
        @Nullable InetSocketAddress localAddress,
        boolean compression,
        Set<Quirk> quirks) {

    /** Of a station that connects by the book. */
    public Endpoint(
            URI base,
            String identity,
            String subprotocols,
            @Nullable String authorization,
            @Nullable SslContext tls,
            @Nullable InetSocketAddress localAddress,
            boolean compression) {
        this(base, identity, subprotocols, authorization, tls, localAddress, compression, Set.of());
    }

    /** The whole address: the base, a slash, the identity. */
    public URI uri() {
        var text = base.toString();
        var slash = text.endsWith("/") ? "" : "/";
        var name = URLEncoder.encode(quirks.contains(Quirk.Q6) ? otherCase(identity) : identity, StandardCharsets.UTF_8)
                .replace("+", "%20");
        if (quirks.contains(Quirk.Q7)) {
            name = name + "/" + name;
        }
        return URI.create(quirks.contains(Quirk.Q5) ? text + slash + "/" + name + "/" : text + slash + name);
    }

    private static String otherCase(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(text) ? text.toUpperCase(Locale.ROOT) : lower;
    }

    /** What is offered; null offers nothing. */
    @Nullable
    String offer() {
        if (quirks.contains(Quirk.Q1)) {
            return null;
        }
        if (quirks.contains(Quirk.Q2)) {
            return "ocpp1.5, ," + subprotocols + " ,, ocpp9.9";
        }
        return quirks.contains(Quirk.Q3) ? "ocpp2.0.1," + subprotocols : subprotocols;
    }

    boolean secure() {
        return "wss".equals(base.getScheme());
    }

    int port() {
        return base.getPort() >= 0 ? base.getPort() : secure() ? 443 : 80;
    }
}
