package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station on a real socket, with a password or with a client certificate, that says what a test tells it to. */
final class TestStation implements AutoCloseable {
    static final String PASSWORD = "a-password-of-20-ch.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int ids;

    private TestStation(WebSocket.Builder builder, String url, String subprotocol) {
        this.socket = builder.subprotocols(subprotocol)
                .buildAsync(URI.create(url), new Receiver())
                .join();
    }

    /** On security profile 1. */
    static TestStation connect(TestServer server, String identity, String subprotocol) {
        String basic = Base64.getEncoder().encodeToString((identity + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var builder = HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", "Basic " + basic);
        return new TestStation(builder, "ws://127.0.0.1:" + server.ocppPort() + "/ocpp/" + identity, subprotocol);
    }

    /** On security profile 3. */
    static TestStation connect(TestServer server, String identity, String subprotocol, SSLContext tls) {
        var builder = HttpClient.newBuilder().sslContext(tls).build().newWebSocketBuilder();
        return new TestStation(builder, "wss://localhost:" + server.ocppTlsPort() + "/ocpp/" + identity, subprotocol);
    }

    /** Must not get in. @return the HTTP status; 0 when the handshake ended */
    static int refused(TestServer server, String identity, SSLContext tls) {
        try (var station = connect(server, identity, "ocpp2.0.1", tls)) {
            throw new AssertionError("was let in: " + station);
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refusal
                    ? refusal.getResponse().statusCode()
                    : 0;
        }
    }

    /**
     * An upgrade by hand on TLS 1.2, whose sessions the context resumes.
     *
     * @param begun when the session began, of which this connection is a part
     * @param status of the answer to the upgrade
     */
    record Upgrade(long begun, int status) {
        static Upgrade of(TestServer server, String identity, SSLContext tls) throws Exception {
            try (var socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", server.ocppTlsPort())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.setSoTimeout(10_000);
                socket.startHandshake();
                String request = "GET /ocpp/" + identity + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ocpp2.0.1\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                var answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                return new Upgrade(
                        socket.getSession().getCreationTime(),
                        Integer.parseInt(answer.readLine().split(" ")[1]));
            }
        }
    }

    /** Trusts everybody and shows this certificate. */
    static SSLContext tls(KeyPair keys, X509Certificate certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new Showing(keys.getPrivate(), certificate)},
                    new TrustManager[] {new Anybody()},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode frame = JSON.readTree(text.toString());
                text.setLength(0);
                (frame.get(0).asInt() == 2 ? calls : answers).add(frame);
            }
            webSocket.request(1);
            return null;
        }
    }

    /** Sends a CALL and gives the payload of its answer. */
    JsonNode call(String action, String payload) throws InterruptedException {
        socket.sendText("[2,\"s" + ++ids + "\",\"" + action + "\"," + payload + "]", true)
                .join();
        JsonNode answer = answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).as("an answer to " + action).isNotNull();
        return answer.get(2);
    }

    /** Boots on 2.x. @param more further fields of chargingStation */
    void boot(String more) throws InterruptedException {
        JsonNode answer = call(
                "BootNotification",
                "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"V\",\"model\":\"M\"" + more + "}}");
        assertThat(answer.get("status").stringValue()).isEqualTo("Accepted");
    }

    /** The status of the answer to a request for a certificate. */
    String sign(String csr, String more) throws InterruptedException {
        return call("SignCertificate", "{\"csr\":" + JSON.writeValueAsString(csr) + more + "}")
                .get("status")
                .stringValue();
    }

    /** The next CALL of the server, which must be of this action. */
    JsonNode next(String action) throws InterruptedException {
        JsonNode call = calls.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a CALL of the server").isNotNull();
        assertThat(call.get(2).stringValue()).isEqualTo(action);
        return call;
    }

    void answer(JsonNode call, String payload) {
        socket.sendText("[3,\"" + call.get(1).stringValue() + "\"," + payload + "]", true)
                .join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Showing extends X509ExtendedKeyManager {
        private final PrivateKey key;
        private final X509Certificate certificate;

        Showing(PrivateKey key, X509Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] types, Principal[] issuers, @Nullable SSLEngine engine) {
            for (String type : types) if (type.equals(key.getAlgorithm())) return "station";
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket peer) {
            return chooseEngineClientAlias(types, issuers, null);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"station"};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket peer) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket peer) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket peer) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
