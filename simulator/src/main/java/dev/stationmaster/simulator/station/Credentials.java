package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Endpoint;
import dev.stationmaster.simulator.wire.Tls;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where a station connects and how it proves who it is; the password may change while it runs. */
final class Credentials {
    /** One context for all stations with the same anchor: it is large. */
    private static final Map<Path, SslContext> TRUST = new ConcurrentHashMap<>();

    private static final Path EVERYBODY = Path.of("");

    private final StationConfig config;
    private byte @Nullable [] secret;

    Credentials(StationConfig config) {
        this.config = config;
        var password = config.password();
        this.secret = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
    }

    /** A new password, which in 1.6 is a key in hexadecimal digits. */
    void change(String password) {
        secret = config.version() == Version.OCPP16 && config.traits().rawKey()
                ? HexFormat.of().parseHex(password)
                : password.getBytes(StandardCharsets.UTF_8);
    }

    /** For the next dial. */
    Endpoint endpoint() {
        return new Endpoint(
                config.url(),
                config.identity(),
                config.version().subprotocol(),
                authorization(),
                "wss".equals(config.url().getScheme()) ? trust() : null,
                config.localAddress(),
                config.traits().compression());
    }

    private SslContext trust() {
        var anchor = config.trustAnchor();
        return anchor == null
                ? TRUST.computeIfAbsent(EVERYBODY, _ -> Tls.trustingEverybody())
                : TRUST.computeIfAbsent(anchor, Tls::trusting);
    }

    private @Nullable String authorization() {
        var mine = secret;
        if (mine == null || config.securityProfile() == 0) {
            return null;
        }
        var user = new ByteArrayOutputStream();
        user.writeBytes((config.identity() + ":").getBytes(StandardCharsets.UTF_8));
        user.writeBytes(mine);
        return "Basic " + Base64.getEncoder().encodeToString(user.toByteArray());
    }
}
