package dev.stationmaster.live;

import dev.stationmaster.app.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A browser's EventSource, more or less: reads one event after another, and gives up after ten seconds. */
final class LiveReader implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    /** @param id empty when the event had none */
    record Event(String id, String event, String data) {}

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    private LiveReader(HttpURLConnection connection, InputStream stream) {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Returns when the server has begun to answer: what happens from now on is heard. */
    static LiveReader of(TestServer server, String path, @Nullable String lastEventId) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + path)
                    .toURL()
                    .openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + TestServer.ADMIN_TOKEN);
            if (lastEventId != null) connection.setRequestProperty("Last-Event-ID", lastEventId);
            connection.setReadTimeout(PATIENCE_MILLIS);
            var reader = new LiveReader(connection, connection.getInputStream());
            String line;
            do line = reader.lines.readLine();
            while (line != null && !line.startsWith(": connected"));
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event; comments and heartbeats are passed over. */
    Event next() {
        Event next;
        do next = event();
        while (next.event().equals("heartbeat"));
        return next;
    }

    private Event event() {
        String id = "";
        String event = "message";
        var data = new StringBuilder();
        try {
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("id: ")) id = line.substring(4);
                else if (line.startsWith("event: ")) event = line.substring(7);
                else if (line.startsWith("data: ")) data.append(line.substring(6));
                else if (line.isEmpty() && !data.isEmpty()) return new Event(id, event, data.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the stream ended");
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
