package dev.stationmaster.alert;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Somebody who is told by a webhook; it refuses as often as it is told to. */
final class TinyHook implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /** @param signature as the header says it */
    record Call(String body, String signature, String timestamp, String delivery, int answered) {}

    TinyHook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 204;
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    body,
                    String.valueOf(headers.getFirst(Webhook.SIGNATURE)),
                    String.valueOf(headers.getFirst(Webhook.TIMESTAMP)),
                    String.valueOf(headers.getFirst(Webhook.DELIVERY)),
                    status));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void refuseNext(int times) {
        refusals.set(times);
    }

    /** The next call; null when none comes within half a minute. */
    @Nullable
    Call call() throws InterruptedException {
        return calls.poll(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
