package dev.stationmaster.tracing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces over OTLP/HTTP and reads as much of the protobuf as the tests ask about. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();

    /** @param attributes those that are text */
    record Span(
            String trace,
            String id,
            String parent,
            String name,
            long startNanos,
            long endNanos,
            Map<String, String> attributes) {}

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            for (Field resource : fields(request))
                for (Field scope : fields(resource.bytes()))
                    if (scope.number() == 2)
                        for (Field span : fields(scope.bytes())) if (span.number() == 2) spans.add(span(span.bytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** What each request said in its header X-Key. */
    List<String> credentials() {
        return List.copyOf(credentials);
    }

    private static Span span(byte[] bytes) {
        Map<Integer, Field> parts = new HashMap<>();
        Map<String, String> attributes = new HashMap<>();
        for (Field field : fields(bytes)) {
            parts.put(field.number(), field);
            if (field.number() == 9) attribute(field.bytes(), attributes);
        }
        HexFormat hex = HexFormat.of();
        return new Span(
                hex.formatHex(parts.get(1).bytes()),
                hex.formatHex(parts.get(2).bytes()),
                parts.containsKey(4) ? hex.formatHex(parts.get(4).bytes()) : "",
                parts.get(5).text(),
                parts.get(7).number64(),
                parts.get(8).number64(),
                attributes);
    }

    private static void attribute(byte[] pair, Map<String, String> into) {
        String key = "";
        for (Field field : fields(pair)) {
            if (field.number() == 1) key = field.text();
            else for (Field value : fields(field.bytes())) if (value.number() == 1) into.put(key, value.text());
        }
    }

    private record Field(int number, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        long number64() {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }

    private static List<Field> fields(byte[] message) {
        List<Field> fields = new ArrayList<>();
        var in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int length =
                    switch ((int) tag & 7) {
                        case 0 -> -1;
                        case 1 -> 8;
                        case 2 -> (int) varint(in);
                        case 5 -> 4;
                        default -> throw new IllegalArgumentException("wire type of " + tag);
                    };
            byte[] bytes = new byte[Math.max(0, length)];
            if (length < 0) varint(in);
            else in.get(bytes);
            fields.add(new Field((int) (tag >>> 3), bytes));
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) return value;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
