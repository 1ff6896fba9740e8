package dev.stationmaster.link;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a station asks for when it connects. {@code Connection: Upgrade} is not asked for: some stations leave it out (quirk Q4).
 *
 * @param target the path as sent, without query
 * @param path without query and trailing slash, not decoded
 * @param webSocket whether it is a WebSocket upgrade (RFC 6455 §4.2.1) at all
 * @param connectionHeader whether there is a {@code Connection: Upgrade} header
 * @param protocolHeader whether there is a {@code Sec-WebSocket-Protocol} header, even an empty one
 * @param key as sent; empty when missing
 * @param secure whether it came over TLS
 * @param certificates the client's chain, its own first; empty when it showed none
 */
record UpgradeRequest(
        String target,
        String path,
        boolean webSocket,
        boolean knownWebSocketVersion,
        boolean connectionHeader,
        boolean protocolHeader,
        List<String> offered,
        Optional<BasicCredentials> credentials,
        boolean deflate,
        String key,
        String remoteAddress,
        boolean secure,
        List<X509Certificate> certificates) {

    static UpgradeRequest of(
            HttpRequest request, String remoteAddress, boolean secure, List<X509Certificate> certificates) {
        var headers = request.headers();
        List<String> protocols = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        String key = orEmpty(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
        boolean upgrade = request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && !key.isBlank();
        return new UpgradeRequest(
                StationPath.withoutQuery(request.uri()),
                StationPath.of(request.uri()),
                upgrade,
                "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION)),
                headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true),
                !protocols.isEmpty(),
                Subprotocols.offered(protocols),
                BasicCredentials.of(headers.get(HttpHeaderNames.AUTHORIZATION)),
                MessageDeflate.acceptable(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)),
                key.trim(),
                remoteAddress,
                secure,
                certificates);
    }

    private static String orEmpty(@Nullable String header) {
        return header == null ? "" : header;
    }
}
