package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.station.FileTransfer.Way;
import dev.stationmaster.simulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One upload of a log or of diagnostics (1.6 §5.8 and whitepaper N01; 2.x N01). On the station's loop only. */
final class LogUpload {
    private static final int LINES = 2000;

    private final Parts parts;
    private final String action;
    private final @Nullable Integer requestId;
    private final URI location;
    private final String name;
    private String status = "Idle";
    private boolean cancelled;

    /** @param requestId null in the diagnostics of 1.6, whose messages have none */
    LogUpload(Parts parts, String action, @Nullable Integer requestId, URI location, String name) {
        this.parts = parts;
        this.action = action;
        this.requestId = requestId;
        this.location = location;
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean running() {
        return !cancelled && status.equals("Uploading");
    }

    /** @param word told when the version has a word for it */
    void cancel(@Nullable String word) {
        if (word != null) {
            say(word);
        }
        cancelled = true;
    }

    Json payload(String word) {
        Json payload = Json.object().put("status", word);
        return word.equals("Idle") ? payload : payload.put("requestId", requestId);
    }

    void begin() {
        say("Uploading");
        byte[] content = content();
        // Stations differ; the same one always does it in the same way.
        Way way = Way.values()[Math.floorMod(parts.config().identity().hashCode(), Way.values().length)];
        Thread.ofVirtual().name("log-upload").start(() -> {
            try {
                new FileTransfer(parts.config().trustAnchor()).bring(location, name, content, way);
                onLoop(() -> say("Uploaded"));
            } catch (IOException e) {
                onLoop(() -> {
                    parts.tell("log not brought: " + e.getMessage());
                    say(requestId == null ? "UploadFailed" : "UploadFailure");
                });
            }
        });
    }

    private byte[] content() {
        var text = new StringBuilder();
        for (int line = 1; line <= LINES; line++) {
            text.append(parts.clock().now()).append(' ').append(parts.config().identity());
            text.append(" line ").append(line).append(" of ").append(name).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void say(String word) {
        if (cancelled) {
            return;
        }
        status = word;
        parts.outbox().keep(action, _ -> payload(word), _ -> {});
    }

    private void onLoop(Runnable task) {
        parts.clock().afterReal(Duration.ZERO, task);
    }
}
