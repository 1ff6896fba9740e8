package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.quirk.Quirk;
import dev.stationmaster.simulator.security.ClientCertificate;
import dev.stationmaster.simulator.wire.Connection;
import dev.stationmaster.simulator.wire.ConnectionListener;
import dev.stationmaster.simulator.wire.Endpoint;
import dev.stationmaster.simulator.wire.Tls;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where a station connects and how it proves who it is; password, certificate and security profile may change while it runs. */
final class Credentials {
    /** One context for all stations with the same anchor and no certificate of their own: it is large. */
    private static final Map<Path, SslContext> TRUST = new ConcurrentHashMap<>();

    private static final Path EVERYBODY = Path.of("");
    private static final int TRIES = 3;

    private final StationConfig config;
    private byte @Nullable [] secret;
    private @Nullable ClientCertificate certificate;
    private @Nullable SslContext own;
    private Way way;
    private @Nullable Way before;
    private int failures;

    /** A security profile and where it leads. @param slot of the network profile (2.x); 0 in 1.6 */
    private record Way(int profile, URI url, int slot) {}

    Credentials(StationConfig config) {
        this.config = config;
        var password = config.password();
        this.secret = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
        this.certificate = config.certificate();
        this.way = new Way(config.securityProfile(), config.url(), config.version() == Version.OCPP16 ? 0 : 1);
    }

    int profile() {
        return way.profile;
    }

    /** A new password, which in 1.6 is a key in hexadecimal digits. */
    void change(String password) {
        secret = config.version() == Version.OCPP16 && config.traits().rawKey()
                ? HexFormat.of().parseHex(password)
                : password.getBytes(StandardCharsets.UTF_8);
    }

    /** What is shown from the next dial on. */
    void certificate(ClientCertificate newCertificate) {
        certificate = newCertificate;
        own = null;
    }

    /**
     * Uses a higher profile from the next dial on, and the old one again when that fails.
     *
     * @param url null takes the one that the station knows for the profile
     * @return false when it lacks what the profile needs, or it is not higher
     */
    boolean raise(int profile, @Nullable URI url) {
        var target = url != null ? url : profile >= 2 ? config.secureUrl() : config.url();
        var able = profile == 3 ? certificate != null : secret != null;
        if (profile <= way.profile || !able || target == null) {
            return false;
        }
        go(new Way(profile, target, way.slot));
        return true;
    }

    /** Uses a network profile of 2.x from the next dial on, and the old one again when that fails. @return false when it lacks what the profile needs */
    boolean move(int slot, int profile, URI url) {
        var able = profile == 0 || (profile == 3 ? certificate != null : secret != null);
        if (profile < way.profile || !able) {
            return false;
        }
        go(new Way(profile, url, slot));
        return true;
    }

    private void go(Way next) {
        before = way;
        way = next;
        failures = 0;
    }

    /** The slot of the network profile in use. */
    int slot() {
        return way.slot;
    }

    /** Sees how the dial goes. */
    ConnectionListener watching(ConnectionListener listener) {
        return new ConnectionListener() {
            private boolean came;

            @Override
            public void opened(Connection connection, String subprotocol) {
                came = true;
                before = null;
                listener.opened(connection, subprotocol);
            }

            @Override
            public void received(String text) {
                listener.received(text);
            }

            @Override
            public void ponged() {
                listener.ponged();
            }

            @Override
            public void closed(String reason) {
                var back = before;
                if (!came && back != null && ++failures >= TRIES) {
                    way = back;
                    before = null;
                }
                listener.closed(reason);
            }
        };
    }

    /** For the next dial. */
    Endpoint endpoint() {
        return new Endpoint(
                way.url,
                config.identity(),
                config.version().subprotocol(),
                authorization(),
                "wss".equals(way.url.getScheme()) ? tls() : null,
                config.localAddress(),
                config.traits().compression(),
                config.traits().quirks());
    }

    private SslContext tls() {
        var anchor = config.trustAnchor();
        var shown = certificate;
        if (way.profile == 3 && shown != null) {
            if (own == null) {
                own = Tls.showing(anchor, shown.key(), shown.chain());
            }
            return own;
        }
        if (config.traits().quirks().contains(Quirk.Q11)) {
            return Tls.old(anchor);
        }
        return anchor == null
                ? TRUST.computeIfAbsent(EVERYBODY, _ -> Tls.trustingEverybody())
                : TRUST.computeIfAbsent(anchor, Tls::trusting);
    }

    private @Nullable String authorization() {
        var mine = secret;
        if (mine == null || way.profile == 0 || way.profile == 3) {
            return null;
        }
        var user = new ByteArrayOutputStream();
        var quirks = config.traits().quirks();
        user.writeBytes((quirks.contains(Quirk.Q8) ? ":" : config.identity() + ":").getBytes(StandardCharsets.UTF_8));
        var shown = mine;
        if (quirks.contains(Quirk.Q9)) {
            shown = HexFormat.of().formatHex(mine).getBytes(StandardCharsets.US_ASCII);
        }
        if (quirks.contains(Quirk.Q10)) {
            shown = new String(mine, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
        }
        user.writeBytes(shown);
        return "Basic " + Base64.getEncoder().encodeToString(user.toByteArray());
    }
}
