package dev.stationmaster.conformance.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Opens stations' sockets: the upgrade with everything that a test may want to get wrong. */
public final class Socket {
    private final Csms csms;
    private final String identity;
    private String[] subprotocols = {};
    private @Nullable String user;
    private byte @Nullable [] secret;
    private @Nullable SSLContext tls;

    private Socket(Csms csms, String identity) {
        this.csms = csms;
        this.identity = identity;
    }

    public static Socket of(Csms csms, String identity) {
        return new Socket(csms, identity);
    }

    public Socket offering(String... names) {
        this.subprotocols = names;
        return this;
    }

    public Socket password(String password) {
        return credentials(identity, password.getBytes(StandardCharsets.UTF_8));
    }

    public Socket credentials(String name, byte[] bytes) {
        this.user = name;
        this.secret = bytes;
        return this;
    }

    /** Over TLS with this context instead of plain. */
    public Socket tls(SSLContext context) {
        this.tls = context;
        return this;
    }

    /** Connects; a refusal fails the test. */
    public ScriptedStation connect() {
        ScriptedStation station = new ScriptedStation(csms.patience());
        try {
            station.opened(open(station));
        } catch (CompletionException e) {
            throw new AssertionError("the upgrade was refused: " + status(e), e);
        }
        return station;
    }

    /** Tries to connect and must be refused before the upgrade. @return the HTTP status, or 0 when the connection was ended without one */
    public int refused() {
        ScriptedStation station = new ScriptedStation(csms.patience());
        try {
            open(station).abort();
        } catch (CompletionException e) {
            return status(e);
        }
        throw new AssertionError("the upgrade of " + identity + " was not refused");
    }

    private WebSocket open(ScriptedStation station) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30));
        if (tls != null) client.sslContext(tls);
        URI base = tls == null ? csms.stationUrl() : csms.secureStationUrl();
        // Not closed: the client must outlive this call, and ends with its last socket.
        @SuppressWarnings("resource")
        WebSocket.Builder socket = client.build().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(30));
        if (subprotocols.length > 0) {
            String[] more = new String[subprotocols.length - 1];
            System.arraycopy(subprotocols, 1, more, 0, more.length);
            socket.subprotocols(subprotocols[0], more);
        }
        if (user != null && secret != null) socket.header("Authorization", "Basic " + basic(user, secret));
        return socket.buildAsync(URI.create(base + "/" + Operator.encoded(identity)), station.listener())
                .join();
    }

    private static String basic(String user, byte[] secret) {
        byte[] name = (user + ":").getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[name.length + secret.length];
        System.arraycopy(name, 0, both, 0, name.length);
        System.arraycopy(secret, 0, both, name.length, secret.length);
        return Base64.getEncoder().encodeToString(both);
    }

    private static int status(CompletionException e) {
        return e.getCause() instanceof WebSocketHandshakeException refusal
                ? refusal.getResponse().statusCode()
                : 0;
    }
}
